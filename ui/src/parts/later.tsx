import { lazy, useEffect, useState, type ComponentType } from "react";

type Load = () => Promise<unknown>;

const awaited = new Set<Load>();

/**
 * A component whose code is fetched when it is first drawn, or ahead of that by `useTheRest`: the window stands sooner when
 * it has less to read before. Until then a `Suspense` above shows something else; once the code is there, it is drawn at
 * once.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetchCode = async () => {
    loaded = await load();
    awaited.delete(fetchCode);
    return { default: loaded };
  };
  awaited.add(fetchCode);
  const Fetched = lazy(fetchCode);

  return function Later(props: Props) {
    // What was drawn first stays: another component in its stead would be mounted anew, without its state.
    const [Component] = useState<ComponentType<Props>>(() => loaded ?? Fetched);
    return <Component {...props} />;
  };
}

/** Fetches the code of everything that is drawn later, once what is drawn now stands on the screen. */
export function useTheRest(): void {
  useEffect(() => {
    // The frame's own callback still comes before it is painted; a task begun in it comes after.
    let task: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => {
        // What cannot be fetched now is asked for again where it is drawn.
        for (const fetchCode of awaited) void fetchCode().catch(() => undefined);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, []);
}
