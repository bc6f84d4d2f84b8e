import { Button, Dialog, Keys } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { Action, ActionGroup, Actions } from "./action.ts";
import { printKeys } from "./print-keys.ts";
import "./keys-dialog.css";
import "../i18n/en-widgets.ts";

const groups: readonly ActionGroup[] = ["call", "view", "people", "widgets", "app"];

/** All keys of this screen, by what they are about. */
export const KeysDialog = ({ actions, close, change }: { actions: Actions; close: () => void; change: () => void }) => {
  const { i18n, settings } = useApp();
  const { t } = i18n;
  const withKeys = joinTiles(
    [...actions.value.values()].filter(({ keys }) => keys.length > 0),
    t("keys.tiles"),
  );
  return (
    <Dialog
      title={t("keys.title")}
      closeLabel={t("app.close")}
      size="large"
      onClose={close}
      foot={<Button onClick={change}>{t("keys.change")}</Button>}
    >
      <p class="tfx-muted">{t(settings.value.value.plainKeys ? "keys.text" : "keys.plainOff")}</p>
      <p class="tfx-muted">{t("keys.widgets")}</p>
      <div class="tfx-keylist">
        {groups.map((group) => (
          <Group key={group} title={t(`group.${group}`)} actions={withKeys.filter((action) => action.group === group)} />
        ))}
      </div>
    </Dialog>
  );
};

/** The keys of the tiles are one line: what each does is the same. */
const joinTiles = (actions: readonly Action[], title: string): readonly Action[] => {
  const isTile = ({ id }: Action) => id.startsWith("tile");
  const [first, ...others] = actions.filter(isTile);
  const last = others.at(-1) ?? first;
  if (first === undefined || last === undefined) return actions;
  const joined = { ...first, title, keys: [first.keys[0] ?? "", last.keys[0] ?? ""] };
  return [...actions.filter((action) => !isTile(action)), joined];
};

const Group = ({ title, actions }: { title: string; actions: readonly Action[] }) => {
  const app = useApp();
  if (actions.length === 0) return null;
  return (
    <section>
      <h3 class="tfx-strong">{title}</h3>
      <ul>
        {actions.map((action) => (
          <li key={action.id} class="tfx-keylist__line">
            <span>{action.title}</span>
            <span class="tfx-keylist__keys">
              {action.keys.map((chord) => (
                <Keys key={chord} keys={printKeys(app, chord) ?? []} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
