import { Button, Dialog, Field, LinkIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import type { JoinFieldModel } from "./join-field-model.ts";

/** The field for a link or a name, with the question before a foreign server. */
export const JoinField = ({ field, focus = false }: { field: JoinFieldModel; focus?: boolean }) => {
  const { t } = useI18n();
  const foreign = field.foreign.value;
  const hasText = field.text.value.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        field.submit();
      }}
    >
      <Field
        label={t("join.label")}
        labelHidden
        placeholder={t("join.placeholder")}
        icon={LinkIcon}
        size="large"
        value={field.text.value}
        problem={field.problem.value}
        onText={(text) => field.type(text)}
        spellcheck={false}
        autoFocus={focus}
        enterkeyhint="go"
        end={
          hasText && (
            <Button type="submit" size="small" variant="secondary">
              {t("join.join")}
            </Button>
          )
        }
      />
      {foreign !== undefined && (
        <Dialog
          title={t("join.foreign.title")}
          closeLabel={t("app.close")}
          size="small"
          onClose={foreign.cancel}
          foot={
            <>
              <Button onClick={foreign.cancel}>{t("app.cancel")}</Button>
              <Button variant="primary" onClick={foreign.confirm}>
                {t("join.foreign.confirm", { host: foreign.host })}
              </Button>
            </>
          }
        >
          <p>{t("join.foreign.text", { host: foreign.host, own: foreign.own })}</p>
        </Dialog>
      )}
    </form>
  );
};
