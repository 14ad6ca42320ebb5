import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/** A part of the page with code of its own, which comes when it is first needed, or sooner if asked for. */
export type Part<Props> = ComponentType<Props> & {
  /** Brings the code, so that the part will be there at once. Never rejects: who shows the part is told. */
  load(): Promise<void>;
};

/**
 * What `lazy` does, but a part that was loaded is shown when it is asked for. `lazy` shows its fallback first even then,
 * and the part only when nothing else is to be done: while a run begins that takes a tenth of a second for each.
 */
export function toPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  fallback: ReactNode = null,
): Part<Props> {
  let Loaded: ComponentType<Props> | null = null;
  const bring = async () => {
    const module = await load();
    Loaded = module.default;
    return module;
  };
  const Late = lazy(bring) as ComponentType<Props>;
  // Chosen when it is first shown, and kept: another component in its place would lose what the first one knew.
  // biome-ignore lint/correctness/noComponentHookFactories: it is called where `lazy` would be, once for each module
  function Part(props: Props) {
    const [Shown] = useState(() => Loaded ?? Late);
    return (
      <Suspense fallback={fallback}>
        <Shown {...props} />
      </Suspense>
    );
  }
  return Object.assign(Part, {
    load: () =>
      bring().then(
        () => {},
        () => {},
      ),
  });
}
