/** What an analyser's worker is told. */
export type AnalyserRequest =
  | { readonly kind: "open"; readonly files: string }
  | { readonly kind: "analyse"; readonly id: number; readonly picture: ImageBitmap; readonly atMs: number };

/** What an analyser's worker answers. */
export type AnalyserAnswer =
  | { readonly kind: "open" }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number | undefined; readonly message: string };

/** Looks at one picture, taken at a moment (milliseconds of any clock that only goes forward). */
export type Analyse<T> = (picture: ImageBitmap, atMs: number) => Promise<{ readonly value: T; readonly transfer: Transferable[] }>;

const answer = (message: AnalyserAnswer, transfer: Transferable[] = []): void => globalThis.postMessage(message, { transfer });

const failed = (id: number | undefined, error: unknown): void =>
  answer({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });

/** The worker's end: opens the model from the folder that it is told, then answers picture by picture. */
export const serveAnalyser = <T>(open: (files: string) => Promise<Analyse<T>>): void => {
  let opened: Promise<Analyse<T>> | undefined;
  const start = async (files: string): Promise<void> => {
    opened = open(files);
    try {
      await opened;
      answer({ kind: "open" });
    } catch (error) {
      failed(undefined, error);
    }
  };
  const analyse = async ({ id, picture, atMs }: Extract<AnalyserRequest, { kind: "analyse" }>): Promise<void> => {
    try {
      const look = await opened;
      if (look === undefined) throw new Error("A picture came before the model");
      const { value, transfer } = await look(picture, atMs);
      answer({ kind: "result", id, value }, transfer);
    } catch (error) {
      failed(id, error);
    } finally {
      picture.close();
    }
  };
  globalThis.addEventListener("message", ({ data }: MessageEvent<AnalyserRequest>) => {
    void (data.kind === "open" ? start(data.files) : analyse(data));
  });
};
