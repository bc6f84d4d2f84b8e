import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { AddIcon, Button, Field, LinkIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { addProblemText } from "./add-problem.ts";
import type { AddProblem, WidgetsModel } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

/** Properties of the way to another widget. */
export interface AddWidgetProps {
  readonly widgets: WidgetsModel;
  readonly close: () => void;
}

/** A widget from a file, an address or an extension; the rest is the install sheet's. */
export const AddWidget = ({ widgets, close }: AddWidgetProps) => {
  const { i18n, platform, toasts } = useApp();
  const { t } = i18n;
  const isOpen = useSignal(false);
  const picker = useRef<HTMLInputElement>(null);
  const addFile = async (file: File) => {
    close();
    const problem = await widgets.add(file);
    if (problem !== undefined) toasts.show({ text: addProblemText(i18n, problem), tone: "warning", about: "add widget" });
  };
  return (
    <div class="tfx-add">
      <input
        ref={picker}
        type="file"
        accept=".js,.json,text/javascript,application/json"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) void addFile(file);
        }}
      />
      {!isOpen.value && (
        <Button icon={AddIcon} onClick={() => (isOpen.value = true)}>
          {t("widgets.add")}
        </Button>
      )}
      {isOpen.value && (
        <>
          <div class="tfx-add__ways">
            <Button onClick={() => picker.current?.click()}>{t("widgets.add.file")}</Button>
            <AddressField widgets={widgets} close={close} />
          </div>
          <p class="tfx-small tfx-muted">
            {t("widgets.add.hint")} {t(platform.companions === undefined ? "widgets.add.noExtension" : "widgets.add.extension")}
          </p>
        </>
      )}
    </div>
  );
};

const AddressField = ({ widgets, close }: AddWidgetProps) => {
  const { i18n } = useApp();
  const { t } = i18n;
  const typed = useSignal("");
  const isBusy = useSignal(false);
  const problem = useSignal<AddProblem | undefined>(undefined);
  const look = async () => {
    if (typed.peek().trim() === "" || isBusy.peek()) return;
    isBusy.value = true;
    problem.value = await widgets.add(typed.peek());
    isBusy.value = false;
    if (problem.peek() === undefined) close();
  };
  return (
    <Field
      label={t("widgets.add.addressLabel")}
      labelHidden
      problem={problem.value && addProblemText(i18n, problem.value)}
      placeholder={`${t("widgets.add.addressLabel")}: https://`}
      icon={LinkIcon}
      inputmode="url"
      spellcheck={false}
      autoFocus
      value={typed.value}
      onText={(text) => {
        typed.value = text;
        problem.value = undefined;
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") void look();
      }}
      end={
        <Button size="small" busy={isBusy.value} onClick={() => void look()}>
          {t("widgets.add.look")}
        </Button>
      }
    />
  );
};
