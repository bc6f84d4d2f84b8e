import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, Dialog, Icon, ShieldAlertIcon, ShieldIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { isRisky } from "./asked-of.ts";
import { inLanguage } from "./manifest-words.ts";
import { askedWords, type Question } from "./questions.ts";
import "../i18n/en-widgets.ts";

/** A yes that was meant for something else, a moment before the question came, is none. */
const readyAfterMs = 500;

/** What a widget asks for: permissions as sentences with the reason, the risky ones apart, nothing preselected. */
export const WidgetQuestion = ({ question }: { question: Question }) => {
  const { t, language } = useApp().i18n;
  const { permissions, text, yes } = question;
  const manifest = inLanguage(question.manifest, language.value);
  const isReady = useSignal(false);
  useEffect(() => {
    isReady.value = false;
    const timer = setTimeout(() => (isReady.value = true), readyAfterMs);
    return () => clearTimeout(timer);
  }, [question, isReady]);
  return (
    <Dialog
      title={permissions.length > 0 ? t("widgets.wants", { name: manifest.name }) : manifest.name}
      closeLabel={t("app.close")}
      role="alertdialog"
      size="small"
      onClose={() => question.answer(false)}
      foot={
        <>
          <Button onClick={() => question.answer(false)}>{t(permissions.length > 0 ? "widgets.refuse" : "app.cancel")}</Button>
          {question.silence !== undefined && (
            <Button variant="ghost" onClick={question.silence}>
              {t("widgets.silence")}
            </Button>
          )}
          <Button variant="primary" disabled={!isReady.value} onClick={() => question.answer(true)}>
            {yes ?? t("widgets.allow")}
          </Button>
        </>
      }
    >
      {text !== undefined && <p>{askedWords({ manifest, text }, t)}</p>}
      <ul class="tfx-asks">
        {[...permissions]
          .sort((a, b) => Number(isRisky(b)) - Number(isRisky(a)))
          .map((name) => (
            <li key={name} class={isRisky(name) ? "tfx-asks__risky" : undefined}>
              <Icon icon={isRisky(name) ? ShieldAlertIcon : ShieldIcon} />
              <span>
                {t("widgets.can", { what: t(`permission.${name}`) })}
                {manifest.reasons[name] !== undefined && (
                  <span class="tfx-small tfx-muted"> {t("widgets.says", { name: manifest.name, text: manifest.reasons[name] })}</span>
                )}
              </span>
            </li>
          ))}
      </ul>
    </Dialog>
  );
};
