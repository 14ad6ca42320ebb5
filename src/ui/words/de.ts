import type { Changes } from '../../app/view.ts';
import type { Quantities } from './quantity.ts';
import type { PageWords } from './words.ts';

/** The page in German. It says „du“, and a thumbnail is one in German too. */
export function createPageDe(quantities: Quantities) {
  const { count, plural, duration, bytes } = quantities;
  const images = (n: number) => `${n} ${plural(n, 'Bild', 'Bilder')}`;

  return {
    language: 'de',
    quantities,

    product: {
      name: 'Thumbnail Maker',
      claim: 'Jedes Bild. Jede Größe. Ein Knopf.',
      privacy: 'Deine Bilder werden auf diesem Gerät verkleinert. Kein Konto, kein Tracking.',
      shortcuts: 'Tastenkürzel',
    },

    list: {
      title: 'Bilder',
      label: 'Bild-Links',
      welcome: 'Bild-Links einfügen, Thumbnails in allen Größen bekommen.',
      explain:
        'Ein Link pro Zeile, oder zieh Dateien irgendwo auf diese Seite. Alles wird direkt hier im Browser verkleinert, und du bekommst es als ein Zip zurück.',
      placeholder:
        'https://example.com/hafen.jpg\nhttps://example.com/markthalle.png\nhttps://example.com/ueber-den-daechern.webp',
      addFiles: 'Dateien hinzufügen',
      filesLabel: 'Bilddateien',
      sample: 'Beispiel ausprobieren',
      sampleHint: 'neun freie Fotos',
      clear: 'Leeren',
      cleared: 'Liste geleert.',
      undo: 'Rückgängig',
      summaryLabel: 'Überblick über die Liste',
      summary: (list: { images: number; duplicates: number; rejected: number }) =>
        `${images(list.images)}, ${list.duplicates} doppelt, ${list.rejected} abgelehnt`,
      empty: 'Noch keine Bilder',
      hosts: (n: number) => `${count(n)} Server`,
      hostsLabel: 'Gefundene Server',
      rejects: (n: number) => `${count(n)} ${plural(n, 'Zeile wurde', 'Zeilen wurden')} abgelehnt`,
      remarks: (n: number) => `${count(n)} ${plural(n, 'Zeile wurde', 'Zeilen wurden')} geändert`,
      line: (n: number) => `Zeile ${n}`,
      goToLine: (n: number) => `Zu Zeile ${n} gehen`,
      more: (n: number) => `und ${count(n)} weitere`,
      resting: (n: number) => `Hier stehen ${count(n)} Bilder. Zum Bearbeiten klicken.`,
      files: (n: number, byteLength: number) =>
        `${count(n)} ausgewählte ${plural(n, 'Datei', 'Dateien')}, ${bytes(byteLength)}`,
      removeFile: (name: string) => `${name} entfernen`,
      showAll: (n: number) => `Alle ${count(n)} zeigen`,
      showFewer: 'Weniger zeigen',
      fold: 'Liste und Einstellungen',
    },

    drop: {
      title: 'Loslassen zum Hinzufügen',
      detail: 'Bilddateien kommen als Bilder dazu, Textdateien und Links in die Liste. Nichts wird hochgeladen.',
    },

    recipe: {
      title: 'Thumbnails',
      preset: 'Vorlage',
      presetLabel: (label: string) => label.replace('Widths', 'Breiten').replace('Squares', 'Quadrate'),
      custom: 'Eigene Größen',
      format: 'Format',
      auto: 'Automatisch',
      autoHint: 'JPEG; PNG bei durchsichtigen Bildern',
      quality: 'Qualität',
      qualityNone: 'PNG verliert kein Pixel; die Qualität spielt keine Rolle.',
      qualityHint: '1–100, mehr ist schöner und größer',
      each: (n: number) => `${n} ${plural(n, 'Thumbnail', 'Thumbnails')} von jedem Bild`,
      picture: (sizes: string) => `Ergibt ${sizes}, maßstäblich gezeichnet`,
      sizes: 'Größen',
      size: (n: number) => `Größe ${n}`,
      width: 'Breite',
      height: 'Höhe',
      fit: 'Einpassen',
      saveAs: 'Speichern als',
      level: 'Stufe',
      bound: 'Höchstens, kB',
      any: 'beliebig',
      same: 'wie oben',
      none: 'keine',
      addSize: 'Größe hinzufügen',
      removeSize: (n: number) => `Größe ${n} entfernen`,
      fits: {
        inside: 'Hineinpassen',
        cover: 'Ausfüllen',
        contain: 'Mit Rand',
        fill: 'Verzerren',
        outside: 'Umschließen',
      },
      fitHints: {
        inside: 'Ganzes Bild, höchstens so groß.',
        cover: 'Füllt die Fläche; was übersteht, wird abgeschnitten.',
        contain: 'Ganzes Bild in der Fläche, der Rest ist Hintergrund.',
        fill: 'Auf die Fläche gestreckt oder gestaucht.',
        outside: 'Ganzes Bild, mindestens so groß.',
      },
      position: 'Ausschnitt',
      positions: {
        centre: 'Mitte',
        north: 'Oben',
        northeast: 'Oben rechts',
        east: 'Rechts',
        southeast: 'Unten rechts',
        south: 'Unten',
        southwest: 'Unten links',
        west: 'Links',
        northwest: 'Oben links',
        attention: 'Was den Blick anzieht',
        entropy: 'Wo am meisten los ist',
      },
      positionHints: { cover: 'Der Teil, der bleibt.', contain: 'Wo das Bild in der Fläche sitzt.' },
      focalPoint: (x: number, y: number) => `Punkt bei ${Math.round(100 * x)} %, ${Math.round(100 * y)} %`,
      copyLink: 'Link zu diesen Einstellungen kopieren',
      linkCopied: 'Link kopiert',
      copyLinkHint: 'Größen, Formate und Namen; deine Liste nicht.',
      names: 'Dateinamen',
      namesHint: '{stem} ist der Name des Bildes, {variant} seine Größe.',
      firstNames: 'Die ersten Namen',
      more: 'Weitere Einstellungen',
      neverEnlarge: 'Kleine Bilder nie vergrößern',
      background: 'Hintergrund',
      backgroundHint: 'Wo das Format keine Durchsichtigkeit kennt, und als Rand um eingepasste Bilder.',
      animation: 'Animationen',
      firstFrame: 'Nur das erste Bild',
      keep: 'Bewegt lassen',
      reset: 'Alle Einstellungen zurücksetzen',
    },

    destination: {
      title: 'Wohin',
      label: 'Ziel',
      zip: 'Zip-Datei',
      zipHint: 'Ein Download mit allen Thumbnails und einem Bericht.',
      put: 'Hochladen (HTTP PUT)',
      putHint: 'Jedes Thumbnail wird an eine Adresse von dir geschickt.',
      template: 'Muster der Upload-URL',
      templatePlaceholder: 'https://speicher.example.com/thumbs/{file}',
      templateHint:
        'Statt {file} steht dort der Name des jeweiligen Thumbnails. Der Server muss Uploads von dieser Seite erlauben (CORS).',
    },

    run: {
      title: 'Durchlauf',
      make: 'Thumbnails erstellen',
      tryOne: 'Eins testen',
      underWay: 'Ein Durchlauf ist im Gange.',
      pause: 'Pause',
      resume: 'Fortsetzen',
      cancel: 'Abbrechen',
      retry: 'Fehler wiederholen',
      retryHint: (n: number) => `${count(n)} ${plural(n, 'Bild ist', 'Bilder sind')} fehlgeschlagen`,
      progress: 'Fortschritt',
      statusLabel: 'Stand des Durchlaufs',
      status(run, settled: number): string {
        const of = `${settled} von ${run.total}`;
        switch (run.phase) {
          case 'idle':
            return 'Bereit';
          case 'running':
            return `Läuft: ${of}`;
          case 'paused':
            return `Pausiert: ${of}`;
          case 'cancelling':
            return `Wird abgebrochen: ${of}`;
          case 'finished': {
            const { done, failed, skipped, cancelled } = run.counts;
            return `Beendet: ${done} fertig, ${failed} fehlgeschlagen, ${skipped} übersprungen, ${cancelled} abgebrochen`;
          }
        }
      },
      tabTitle: (settled: number, total: number, name: string) => `${settled}/${total} · ${name}`,
      pausedTitle: (settled: number, total: number, name: string) => `Pausiert ${settled}/${total} · ${name}`,
      finishedTitle: (failed: number, name: string) =>
        failed === 0 ? `Fertig · ${name}` : `Fertig, ${failed} fehlgeschlagen · ${name}`,
      announceStarted: (total: number) => `Gestartet: ${images(total)}.`,
      announceStep: (percent: number, failed: number) =>
        failed === 0 ? `${percent} Prozent.` : `${percent} Prozent, ${failed} fehlgeschlagen.`,
      announcePaused: 'Pausiert.',
      announceResumed: 'Läuft wieder.',
      imagesPerSecond: 'Bilder/s',
      fetched: 'geladen',
      bytesPerSecond: (perSecond: number) => `${bytes(perSecond)}/s`,
      remaining: (ms: number) => (ms < 1500 ? 'ein Moment' : duration(ms)),
      left: 'übrig',
      estimating: 'wird geschätzt',
      elapsed: 'vergangen',
      stages: { open: 'Laden', render: 'Verkleinern', deliver: 'Abliefern' },
      stageNow: (active: number, width: number) => `${count(active)} von ${count(width)} bei der Arbeit`,
      stagePassed: (passed: number) => `${count(passed)} durch`,
      bottleneck: {
        beginning: 'Was das Tempo vorgibt, zeigt sich gleich.',
        network:
          'Es wartet auf Downloads: Die Server oder deine Verbindung geben das Tempo vor, dieses Gerät hat noch Luft. Es hilft, andere Downloads zu beenden.',
        processor:
          'Das Verkleinern gibt das Tempo vor: Alle Prozessorkerne sind beschäftigt. Es hilft, andere Programme zu schließen; JPEG und WebP gehen schneller als AVIF.',
        destination:
          'Es wartet auf das Ziel: Die Uploads geben das Tempo vor. Die Thumbnails sind hier sicher; bei einer Pause geht nichts verloren.',
        none: 'Alle drei Schritte halten miteinander Schritt.',
      },
      stale: 'Diese sind mit einer anderen Liste oder anderen Einstellungen entstanden.',
      staleLabel: 'Veraltete Ergebnisse',
      changes: ({ kept, missing }: Changes) => {
        if (kept === 0) return '';
        if (missing === 0) return `Alle ${count(kept)} Thumbnails, die jetzt verlangt sind, gibt es schon.`;
        return `${count(missing)} ${plural(missing, 'fehlt', 'fehlen')}, ${count(kept)} ${plural(kept, 'bleibt', 'bleiben')}.`;
      },
      makeChanged: ({ kept, missing }: Changes) => {
        if (kept === 0) return 'Neu erstellen';
        return missing === 0
          ? 'Ergebnisse aktualisieren'
          : `${count(missing)} ${plural(missing, 'fehlendes', 'fehlende')} erstellen`;
      },
      tell: 'Sag mir Bescheid, wenn es fertig ist',
      tellDenied:
        'Der Browser lässt diese Seite keine Mitteilungen schicken; in seinen Einstellungen zu dieser Website kannst du sie erlauben.',
      downloadZip: 'Zip herunterladen',
      downloadReport: 'Bericht herunterladen',
      downloadFailed: 'Fehlerliste herunterladen',
      hosts: 'Server',
      hostsTrouble: (n: number) => `${count(n)} ${plural(n, 'macht', 'machen')} Probleme`,
      host: 'Server',
      verdict: 'Befund',
      hostDone: 'Fertig',
      hostFailed: 'Fehler',
      allowed: 'Zugleich',
      verdicts: {
        untried: 'noch nicht versucht',
        open: 'offen',
        relayed: 'über das Relay',
        blocked: 'durch CORS gesperrt',
        limited: 'bittet um weniger Tempo',
        slow: 'langsam',
        down: 'nicht erreichbar',
      },
      missingHeader: 'Der Betreiber kann ihn öffnen mit',
      pausedFor: (ms: number) => `weiter in ${duration(ms)}`,
    },

    items: {
      title: 'Einträge',
      loading: 'Die Einträge werden geladen …',
      states: {
        waiting: 'wartet',
        opening: 'wird geladen',
        rendering: 'wird verkleinert',
        delivering: 'wird abgeliefert',
        done: 'fertig',
        failed: 'fehlgeschlagen',
        skipped: 'übersprungen',
        cancelled: 'abgebrochen',
      },
      filters: {
        all: 'Alle',
        working: 'In Arbeit',
        done: 'Fertig',
        failed: 'Fehlgeschlagen',
        skipped: 'Übersprungen',
        cancelled: 'Abgebrochen',
      },
      filterState: 'Nach Zustand filtern',
      filterHost: 'Nach Server filtern',
      filterText: 'Nach Text filtern',
      allHosts: 'Alle Server',
      ownFiles: 'Deine Dateien',
      find: 'Suchen …',
      layout: 'Ansicht',
      table: 'Tabelle',
      pictures: 'Bilder',
      columns: { line: 'Zeile', picture: 'Bild', origin: 'Herkunft', state: 'Zustand', result: 'Ergebnis' },
      shown: (n: number, total: number) =>
        n === total ? `${count(n)} ${plural(n, 'Eintrag', 'Einträge')}` : `${count(n)} von ${count(total)} Einträgen`,
      shownLabel: 'Gezeigte Einträge',
      nothing: 'Zu diesen Filtern passt kein Eintrag.',
      showAll: 'Alle zeigen',
      retryOne: 'Noch einmal',
      attempt: (n: number) => `${n}. Versuch`,
      attempts: (n: number) => `${n} ${plural(n, 'Versuch', 'Versuche')}`,
      made: (files: number, byteLength: number) =>
        `${files} ${plural(files, 'Datei', 'Dateien')}, ${bytes(byteLength)}`,
      keys: 'Pfeiltasten bewegen, Enter öffnet die Details.',
    },

    detail: {
      label: (name: string) => `Details zu ${name}`,
      close: 'Schließen',
      previous: 'Voriger Eintrag',
      next: 'Nächster Eintrag',
      original: 'Original',
      via: {
        direct: 'direkt vom Server',
        relay: 'über das Relay',
        file: 'von diesem Gerät',
        kept: 'nicht noch einmal: Die Thumbnails waren schon da',
      },
      facts: {
        line: 'Zeile',
        kind: 'Art',
        size: 'Größe',
        bytes: 'Umfang',
        via: 'Weg',
        route: 'Decoder',
        open: 'Laden',
        render: 'Verkleinern',
        deliver: 'Senden',
        attempts: 'Versuche',
      },
      thumbnails: 'Thumbnails',
      thumbnailsHint: 'Ein Bildpixel ist ein CSS-Pixel.',
      none: 'Davon gibt es keine Thumbnails.',
      copy: 'URL kopieren',
      copyName: 'Namen kopieren',
      copied: 'Kopiert',
      download: (name: string) => `${name} herunterladen`,
      save: 'Herunterladen',
      retry: 'Dieses wiederholen',
    },

    failures: {
      title: (n: number) => `${count(n)} ${plural(n, 'Bild', 'Bilder')} ohne Thumbnails, und warum`,
      count: (n: number) => images(n),
      at: (hosts: string) => `bei ${hosts}`,
      retry: (n: number) => `Diese ${count(n)} wiederholen`,
      retryOne: 'Dieses wiederholen',
      accept: 'Trotzdem erstellen',
      copy: 'Links kopieren',
      copied: 'Kopiert',
      allGroups: (n: number) => `Alle ${count(n)} Ursachen zeigen`,
      moreHosts: (n: number) => `und ${count(n)} weiteren`,
    },

    notices: { label: 'Hinweise', dismiss: 'Ausblenden' },

    shortcuts: {
      title: 'Tastenkürzel',
      close: 'Schließen',
      control: 'Strg',
      space: 'Leertaste',
      make: 'Thumbnails erstellen',
      pause: 'Pausieren oder fortsetzen, wenn kein Bedienelement den Fokus hat',
      filter: 'Die Einträge filtern',
      help: 'Diese Tastenkürzel zeigen',
      escape: 'Schließen, was offen ist',
      arrows: 'Durch die Einträge gehen',
      open: 'Details eines Eintrags',
      paste: 'Links oder Bilder irgendwo auf der Seite einfügen',
    },
  } satisfies PageWords;
}
