import { follow, renderUntil } from "@tfx/ui";
import { adoptStyles, type TrustedWidgetContext } from "@tfx/widget-sdk";
import { openRecordingModel } from "../model.ts";
import styles from "./recording.css?inline";
import { RecordingView } from "./recording-view.tsx";

/** Draws the widget into `root` until it ends. */
export const mountRecording = async (context: TrustedWidgetContext, root: HTMLElement): Promise<void> => {
  const model = await openRecordingModel(context);
  const { signal: end } = context;
  adoptStyles(root, [styles], end);
  renderUntil(<RecordingView model={model} speech={follow(context.locale, end)} />, root, end);
};
