import { useSignal } from "@preact/signals";
import { Button, Field, LinkIcon, RetryIcon, Spinner } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import type { DoorStep, DoorWords } from "../problems/door-words.ts";
import type { LobbyModel } from "./lobby-model.ts";

/** Why one cannot get in, with a way on. */
export const Door = ({ lobby, door }: { lobby: LobbyModel; door: DoorWords }) => {
  const { t } = useI18n();
  return (
    <div class="tfx-lobby__door" role="alert">
      <div class="tfx-stack">
        <h1 class="tfx-display">{door.title}</h1>
        <p class="tfx-muted">{door.text}</p>
      </div>
      {door.waits && <Spinner />}
      {door.steps.includes("paste") && <PasteField lobby={lobby} needs="any" />}
      {door.steps.includes("paste-link") && <PasteField lobby={lobby} needs="link" />}
      <div class="tfx-row">
        {door.steps.map((step, index) => (
          <StepButton key={step} step={step} lobby={lobby} first={index === 0} />
        ))}
        <Button variant="ghost" onClick={() => lobby.back()}>
          {t("lobby.back")}
        </Button>
      </div>
    </div>
  );
};

const StepButton = ({ step, lobby, first }: { step: DoorStep; lobby: LobbyModel; first: boolean }) => {
  const { t } = useI18n();
  const variant = first ? "primary" : "secondary";
  switch (step) {
    case "retry":
      return (
        <Button variant={variant} icon={RetryIcon} onClick={() => lobby.knockAgain()}>
          {t("app.retry")}
        </Button>
      );
    case "reload":
      return (
        <Button variant={variant} onClick={() => location.reload()}>
          {t("door.reload")}
        </Button>
      );
    case "new-room":
      return (
        <Button variant={variant} onClick={() => lobby.newRoom()}>
          {t("door.newRoom")}
        </Button>
      );
    default:
      return null;
  }
};

/** Where a way into a room is pasted: its full link, or a name as well. */
const PasteField = ({ lobby, needs }: { lobby: LobbyModel; needs: "any" | "link" }) => {
  const { t } = useI18n();
  const text = useSignal("");
  const problem = useSignal<string | undefined>(undefined);
  const go = () => (problem.value = lobby.paste(text.peek(), needs));
  return (
    <Field
      label={t(needs === "link" ? "join.fullLink" : "join.label")}
      labelHidden
      placeholder={t(needs === "link" ? "join.fullLinkPlaceholder" : "join.placeholder")}
      icon={LinkIcon}
      value={text.value}
      problem={problem.value}
      spellcheck={false}
      onText={(typed) => {
        text.value = typed;
        problem.value = undefined;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        go();
      }}
      end={
        <Button size="small" onClick={go}>
          {t("join.join")}
        </Button>
      }
    />
  );
};
