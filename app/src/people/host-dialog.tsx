import { Button, Dialog, LockIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { CallModel } from "../call/call-model.ts";
import type { CallLayer } from "../call/controls.ts";

/** What is asked before a host does something to others. */
export const HostDialog = ({ call, layer, close }: { call: CallModel; layer: CallLayer; close: () => void }) => {
  switch (layer.is) {
    case "remove":
      return <RemoveDialog call={call} id={layer.id} close={close} />;
    case "end":
      return <EndDialog call={call} close={close} />;
    default:
      return null;
  }
};

const RemoveDialog = ({ call, id, close }: { call: CallModel; id: string; close: () => void }) => {
  const { t } = useApp().i18n;
  const person = call.people.value.find((one) => one.id === id);
  const host = call.host.value;
  if (person === undefined || host === undefined) return null;
  const name = person.name.value;
  const remove = (lock: boolean) => {
    close();
    host.remove(person.id, { lock });
  };
  return (
    <Dialog
      title={t("people.removeTitle", { name })}
      closeLabel={t("app.close")}
      role="alertdialog"
      onClose={close}
      foot={
        <>
          <Button autoFocus onClick={close}>
            {t("app.cancel")}
          </Button>
          <Button onClick={() => remove(false)}>{t("people.removeConfirm")}</Button>
          <Button variant="danger" icon={LockIcon} onClick={() => remove(true)}>
            {t("people.removeAndLock")}
          </Button>
        </>
      }
    >
      <p>{t("people.removeText", { name })}</p>
    </Dialog>
  );
};

const EndDialog = ({ call, close }: { call: CallModel; close: () => void }) => {
  const { t } = useApp().i18n;
  return (
    <Dialog
      title={t("people.endTitle")}
      closeLabel={t("app.close")}
      size="small"
      role="alertdialog"
      onClose={close}
      foot={
        <>
          <Button autoFocus onClick={close}>
            {t("app.cancel")}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              close();
              call.host.value?.end();
            }}
          >
            {t("people.endConfirm")}
          </Button>
        </>
      }
    >
      <p>{t("people.endText")}</p>
    </Dialog>
  );
};
