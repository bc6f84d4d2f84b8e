/** A canvas with a context of WebGL2 that draws nothing, and what was asked of it; it may refuse to link any program. */
export const createFakeGl = ({ links = true }: { readonly links?: boolean } = {}) => {
  const asked: string[] = [];
  const gl = new Proxy(
    {},
    {
      get: (_target, name: string) => {
        if (/^[A-Z0-9_]+$/.test(name)) return name;
        return () => {
          asked.push(name);
          if (name.startsWith("create")) return {};
          return (name === "getProgramParameter" && links) || undefined;
        };
      },
    },
  );
  const canvas = Object.assign(new EventTarget(), { width: 16, height: 16, getContext: () => gl });
  const count = (name: string): number => asked.filter((one) => one === name).length;
  // Node has neither; nothing looks into them.
  return { gl: gl as WebGL2RenderingContext, canvas: canvas as EventTarget as HTMLCanvasElement, count };
};
