import { signal } from "@preact/signals";
import { renderUntil, Warning } from "@tfx/ui";
import { adoptStyles } from "@tfx/widget-sdk";
import { openFilePort } from "../files/file-port.ts";
import { createLibrary } from "../files/library.ts";
import { t, type WordKey } from "../words.ts";
import { LibraryView } from "./library-view.tsx";
import styles from "./recording.css?inline";

/** Draws the recordings of this device outside of any call. */
export const mountLeftBehind = async (root: HTMLElement, until: AbortSignal): Promise<void> => {
  const library = createLibrary(openFilePort);
  const problem = signal<WordKey | undefined>(undefined);
  const finish = async (recording: string): Promise<void> => {
    try {
      await library.finish(recording);
    } catch {
      problem.value = "problem.finish";
    }
  };
  await library.refresh();
  if (until.aborted) return;
  const Recordings = () => (
    <div class="tfx-column tfx-column--loose">
      {problem.value !== undefined && <Warning role="alert">{t(problem.value)}</Warning>}
      <LibraryView library={library} locale={document.documentElement.lang} finish={finish} onProblem={(why) => (problem.value = why)} />
    </div>
  );
  adoptStyles(root, [styles], until);
  renderUntil(<Recordings />, root, until);
};
