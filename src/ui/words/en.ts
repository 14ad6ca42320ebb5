import type { Changes, HostView, RunView } from '../../app/view.ts';
import type { StateTag } from '../../core/item.ts';
import type { Fit, Position } from '../../core/recipe.ts';
import { createQuantities } from './quantity.ts';

const quantities = createQuantities('en');
const { count, plural, duration, bytes } = quantities;

const images = (n: number) => `${n} ${plural(n, 'image', 'images')}`;

/**
 * The page in English. Words of the contract (PAGE.md: names of controls, the two statuses) are what scripts rely on:
 * their numbers are plain digits.
 */
export const en = {
  language: 'en',
  quantities,

  product: {
    name: 'Thumbnail Maker',
    claim: 'Every image. Every size. One button.',
    privacy: 'Your pictures are made on this machine. No account, no tracking.',
    shortcuts: 'Keyboard shortcuts',
  },

  list: {
    title: 'Images',
    label: 'Image URLs',
    welcome: 'Paste image links, get every thumbnail in every size.',
    explain:
      'One link per line, or drop files anywhere on this page. Everything is resized right here in your browser and handed back as one zip.',
    placeholder:
      'https://example.com/harbour.jpg\nhttps://example.com/market-hall.png\nhttps://example.com/rooftops.webp',
    addFiles: 'Add files',
    filesLabel: 'Image files',
    sample: 'Try the sample',
    sampleHint: 'nine free photographs',
    clear: 'Clear',
    cleared: 'List cleared.',
    undo: 'Undo',
    summaryLabel: 'List summary',
    summary: (list: { images: number; duplicates: number; rejected: number }) =>
      `${images(list.images)}, ${list.duplicates} ${plural(list.duplicates, 'duplicate', 'duplicates')}, ${list.rejected} rejected`,
    empty: 'No images yet',
    hosts: (n: number) => `${count(n)} ${plural(n, 'host', 'hosts')}`,
    hostsLabel: 'Hosts found',
    rejects: (n: number) => `${count(n)} ${plural(n, 'line was', 'lines were')} rejected`,
    remarks: (n: number) => `${count(n)} ${plural(n, 'line was', 'lines were')} changed`,
    line: (n: number) => `Line ${n}`,
    goToLine: (n: number) => `Go to line ${n}`,
    more: (n: number) => `and ${count(n)} more`,
    resting: (n: number) => `${count(n)} images are listed here. Click to edit them.`,
    files: (n: number, byteLength: number) => `${count(n)} chosen ${plural(n, 'file', 'files')}, ${bytes(byteLength)}`,
    removeFile: (name: string) => `Remove ${name}`,
    showAll: (n: number) => `Show all ${count(n)}`,
    showFewer: 'Show fewer',
    fold: 'List and settings',
  },

  drop: {
    title: 'Drop to add',
    detail: 'Image files become items. Text files and links go into the list. Nothing is uploaded.',
  },

  recipe: {
    title: 'Thumbnails',
    preset: 'Preset',
    presetLabel: (label: string) => label,
    custom: 'Custom',
    format: 'Format',
    auto: 'Auto',
    autoHint: 'JPEG; PNG where a picture is transparent',
    quality: 'Quality',
    qualityNone: 'PNG keeps every pixel; quality does not apply.',
    qualityHint: '1–100, higher is better and heavier',
    each: (n: number) => `${n} ${plural(n, 'thumbnail', 'thumbnails')} of each image`,
    picture: (sizes: string) => `Makes ${sizes}, drawn to scale`,
    sizes: 'Sizes',
    size: (n: number) => `Size ${n}`,
    width: 'Width',
    height: 'Height',
    fit: 'Fit',
    position: 'Position',
    positions: {
      centre: 'Centre',
      north: 'Top',
      northeast: 'Top right',
      east: 'Right',
      southeast: 'Bottom right',
      south: 'Bottom',
      southwest: 'Bottom left',
      west: 'Left',
      northwest: 'Top left',
      attention: 'What draws the eye',
      entropy: 'What has most detail',
    } satisfies Record<Extract<Position, string>, string>,
    positionHints: { cover: 'The part that is kept.', contain: 'Where the picture sits in its box.' },
    focalPoint: (x: number, y: number) => `Point at ${Math.round(100 * x)} %, ${Math.round(100 * y)} %`,
    saveAs: 'Save as',
    level: 'Level',
    bound: 'At most, kB',
    any: 'any',
    same: 'same',
    none: 'none',
    addSize: 'Add a size',
    removeSize: (n: number) => `Remove size ${n}`,
    fits: {
      inside: 'Inside',
      cover: 'Cover',
      contain: 'Contain',
      fill: 'Stretch',
      outside: 'Outside',
    } satisfies Record<Fit, string>,
    fitHints: {
      inside: 'Whole picture, at most this large.',
      cover: 'Fills the box; what stands over is cut off.',
      contain: 'Whole picture in the box, padded with the background.',
      fill: 'Stretched to the box.',
      outside: 'Whole picture, at least this large.',
    } satisfies Record<Fit, string>,
    names: 'File names',
    namesHint: '{stem} is the picture’s own name, {variant} its size.',
    firstNames: 'First names',
    more: 'More options',
    neverEnlarge: 'Never enlarge small pictures',
    background: 'Background',
    backgroundHint: 'Under transparency that the format cannot keep, and around padded pictures.',
    animation: 'Animations',
    firstFrame: 'First frame only',
    keep: 'Keep moving',
    copyLink: 'Copy link to this recipe',
    linkCopied: 'Link copied',
    copyLinkHint: 'Sizes, formats and names; not your list.',
    reset: 'Reset all settings',
  },

  destination: {
    title: 'Where to',
    label: 'Destination',
    zip: 'Zip file',
    zipHint: 'One download with every thumbnail and a report.',
    put: 'Upload (HTTP PUT)',
    putHint: 'Each thumbnail is sent to an address of yours.',
    template: 'Upload URL template',
    templatePlaceholder: 'https://storage.example.com/thumbs/{file}',
    templateHint: '{file} becomes the name of each thumbnail. The host must allow uploads from this page (CORS).',
  },

  run: {
    title: 'Run',
    make: 'Make thumbnails',
    tryOne: 'Try one',
    underWay: 'A run is under way.',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    retry: 'Retry failed',
    retryHint: (n: number) => `${count(n)} ${plural(n, 'image', 'images')} failed`,
    progress: 'Progress',
    statusLabel: 'Run status',
    status(run: RunView, settled: number): string {
      const of = `${settled} of ${run.total}`;
      switch (run.phase) {
        case 'idle':
          return 'Ready';
        case 'running':
          return `Running: ${of}`;
        case 'paused':
          return `Paused: ${of}`;
        case 'cancelling':
          return `Cancelling: ${of}`;
        case 'finished': {
          const { done, failed, skipped, cancelled } = run.counts;
          return `Finished: ${done} done, ${failed} failed, ${skipped} skipped, ${cancelled} cancelled`;
        }
      }
    },
    tabTitle: (settled: number, total: number, name: string) => `${settled}/${total} · ${name}`,
    pausedTitle: (settled: number, total: number, name: string) => `Paused ${settled}/${total} · ${name}`,
    finishedTitle: (failed: number, name: string) =>
      failed === 0 ? `Done · ${name}` : `Done, ${failed} failed · ${name}`,
    announceStarted: (total: number) => `Started: ${images(total)}.`,
    announceStep: (percent: number, failed: number) =>
      failed === 0 ? `${percent} percent.` : `${percent} percent, ${failed} failed.`,
    announcePaused: 'Paused.',
    announceResumed: 'Running again.',
    imagesPerSecond: 'images/s',
    fetched: 'fetched',
    bytesPerSecond: (perSecond: number) => `${bytes(perSecond)}/s`,
    remaining: (ms: number) => (ms < 1500 ? 'a moment' : duration(ms)),
    left: 'left',
    estimating: 'estimating',
    elapsed: 'elapsed',
    stages: { open: 'Fetch', render: 'Resize', deliver: 'Deliver' } satisfies Record<keyof RunView['stages'], string>,
    stageNow: (active: number, width: number) => `${count(active)} of ${count(width)} at work`,
    stagePassed: (passed: number) => `${count(passed)} through`,
    bottleneck: {
      beginning: 'What sets the pace will show in a moment.',
      network:
        'Waiting for downloads: the hosts or your connection set the pace, this machine has time to spare. Closing other downloads helps.',
      processor:
        'Resizing sets the pace: every core is busy. Closing other programs helps; JPEG and WebP are quicker than AVIF.',
      destination:
        'Waiting for the destination: uploads set the pace. The thumbnails are safe here; pausing loses nothing.',
      none: 'All three steps keep up with one another.',
    } satisfies Record<RunView['bottleneck'], string>,
    stale: 'These were made with another list or other settings.',
    staleLabel: 'Results out of date',
    changes: ({ kept, missing }: Changes) => {
      if (kept === 0) return '';
      if (missing === 0) return `All ${count(kept)} thumbnails that are asked for now are here already.`;
      return `${count(missing)} ${plural(missing, 'is', 'are')} missing, ${count(kept)} ${plural(kept, 'stays', 'stay')} as ${plural(kept, 'it is', 'they are')}.`;
    },
    makeChanged: ({ kept, missing }: Changes) => {
      if (kept === 0) return 'Make them again';
      return missing === 0 ? 'Update the results' : `Make the missing ${count(missing)}`;
    },
    tell: 'Tell me when it is done',
    tellDenied: 'The browser blocks notifications of this page; its settings for this site can allow them.',
    downloadZip: 'Download zip',
    downloadReport: 'Download report',
    downloadFailed: 'Download failed list',
    hosts: 'Hosts',
    hostsTrouble: (n: number) => `${count(n)} ${plural(n, 'needs', 'need')} attention`,
    host: 'Host',
    verdict: 'Verdict',
    hostDone: 'Done',
    hostFailed: 'Failed',
    allowed: 'At once',
    verdicts: {
      untried: 'not tried yet',
      open: 'open',
      relayed: 'through the relay',
      blocked: 'blocked by CORS',
      limited: 'asks us to slow down',
      slow: 'slow',
      down: 'down',
    } satisfies Record<HostView['verdict'], string>,
    missingHeader: 'Its owner could open it with',
    pausedFor: (ms: number) => `again in ${duration(ms)}`,
  },

  items: {
    title: 'Items',
    loading: 'Loading the items…',
    states: {
      waiting: 'waiting',
      opening: 'fetching',
      rendering: 'resizing',
      delivering: 'delivering',
      done: 'done',
      failed: 'failed',
      skipped: 'skipped',
      cancelled: 'cancelled',
    } satisfies Record<StateTag, string>,
    filters: {
      all: 'All',
      working: 'At work',
      done: 'Done',
      failed: 'Failed',
      skipped: 'Skipped',
      cancelled: 'Cancelled',
    },
    filterState: 'Filter by state',
    filterHost: 'Filter by host',
    filterText: 'Filter by text',
    allHosts: 'All hosts',
    ownFiles: 'Your files',
    find: 'Find…',
    layout: 'Layout',
    table: 'Table',
    pictures: 'Pictures',
    columns: { line: 'Line', picture: 'Picture', origin: 'Origin', state: 'State', result: 'Result' },
    shown: (n: number, total: number) =>
      n === total ? `${count(n)} ${plural(n, 'item', 'items')}` : `${count(n)} of ${count(total)} items`,
    shownLabel: 'Shown items',
    nothing: 'No item matches these filters.',
    showAll: 'Show all',
    retryOne: 'Retry',
    attempt: (n: number) => `attempt ${n}`,
    attempts: (n: number) => `${n} ${plural(n, 'attempt', 'attempts')}`,
    made: (files: number, byteLength: number) => `${files} ${plural(files, 'file', 'files')}, ${bytes(byteLength)}`,
    keys: 'Arrow keys move, Enter opens the details.',
  },

  detail: {
    label: (name: string) => `Details of ${name}`,
    close: 'Close',
    previous: 'Previous item',
    next: 'Next item',
    original: 'Original',
    via: {
      direct: 'straight from the host',
      relay: 'through the relay',
      file: 'from this machine',
      kept: 'not again: its thumbnails were here',
    },
    facts: {
      line: 'Line',
      kind: 'Kind',
      size: 'Size',
      bytes: 'Bytes',
      via: 'Came',
      route: 'Decoder',
      open: 'Download',
      render: 'Resize',
      deliver: 'Upload',
      attempts: 'Attempts',
    },
    thumbnails: 'Thumbnails',
    thumbnailsHint: 'One picture pixel is one CSS pixel.',
    none: 'There are no thumbnails of it.',
    copy: 'Copy URL',
    copyName: 'Copy name',
    copied: 'Copied',
    download: (name: string) => `Download ${name}`,
    save: 'Download',
    retry: 'Retry this one',
  },

  failures: {
    title: (n: number) => `${count(n)} ${plural(n, 'image', 'images')} without thumbnails, and why`,
    count: (n: number) => images(n),
    at: (hosts: string) => `at ${hosts}`,
    retry: (n: number) => `Retry these ${count(n)}`,
    retryOne: 'Retry this one',
    accept: 'Make these too',
    copy: 'Copy links',
    copied: 'Copied',
    allGroups: (n: number) => `Show all ${count(n)} causes`,
    moreHosts: (n: number) => `and ${count(n)} more`,
  },

  notices: { label: 'Notices', dismiss: 'Dismiss' },

  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    control: 'Ctrl',
    space: 'Space',
    make: 'Make thumbnails',
    pause: 'Pause or resume, when no control has the focus',
    filter: 'Filter the items',
    help: 'Show these shortcuts',
    escape: 'Close what is open',
    arrows: 'Move among the items',
    open: 'Details of an item',
    paste: 'Paste links or pictures anywhere on the page',
  },
};
