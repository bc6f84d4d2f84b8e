import { Icon, InviteIcon, Late, LockIcon, PeopleIcon, Popover, ShieldAlertIcon, ShieldIcon, Hidden } from "@tfx/ui";
import { useApp, useI18n } from "../app-context.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import { useCall } from "./call-context.ts";

const TakingLamps = lazyView(
  () => import("./taking-lamps.tsx"),
  ({ TakingLamps: View }) => View,
);

/** Above the stage: which room, how safe, how long; who is here, who may come. */
export const Top = () => (
  <header class="tfx-top tfx-call__fading">
    <Late>
      <TopSides />
    </Late>
  </header>
);

const TopSides = () => {
  const { t } = useI18n();
  const call = useCall();
  const people = call.people.value.length + 1;
  const isTaken = [call.recording, call.recording.onAir].some(({ own, names }) => own.value || names.value.length > 0);
  return (
    <>
      <div class="tfx-top__side">
        <RoomPill />
        <Timer />
        {isTaken && <TakingLamps />}
      </div>
      <div class="tfx-top__side tfx-top__side--end">
        <button
          type="button"
          class="tfx-pill tfx-tabular"
          aria-label={`${t("action.people")}: ${t("call.people", { count: people })}`}
          aria-expanded={call.panel.value === "people"}
          onClick={call.actions.value.get("people")?.run}
        >
          <Icon icon={PeopleIcon} small />
          {people}
        </button>
        <button type="button" class="tfx-pill" aria-label={t("action.invite")} onClick={call.actions.value.get("invite")?.run}>
          <Icon icon={InviteIcon} small />
          <span class="tfx-top__words">{t("action.invite")}</span>
        </button>
      </div>
    </>
  );
};

/** The room's name; behind it, in honest words, who can listen. */
const RoomPill = () => {
  const { t } = useI18n();
  const { room } = useCall();
  const seal = room.seal.value;
  return (
    <Popover
      label={seal.title}
      align="start"
      trigger={(trigger) => (
        <button type="button" class="tfx-pill" {...trigger}>
          <Icon icon={room.sealed ? ShieldIcon : ShieldAlertIcon} small />
          <span class="tfx-top__name tfx-strong tfx-clip">{room.name}</span>
          {room.locked.value && (
            <>
              <Icon icon={LockIcon} small />
              <Hidden>{t("call.locked")}</Hidden>
            </>
          )}
          <Hidden>{t("seal.label", { title: seal.title })}</Hidden>
        </button>
      )}
    >
      <div class="tfx-seal">
        <p class="tfx-row tfx-strong">
          <Icon icon={room.sealed ? ShieldIcon : ShieldAlertIcon} />
          <span class="tfx-grow">{seal.title}</span>
        </p>
        <p class="tfx-muted">{seal.text}</p>
      </div>
    </Popover>
  );
};

const Timer = () => {
  const { i18n } = useApp();
  const { room } = useCall();
  const seconds = room.seconds.value;
  return (
    <span
      class="tfx-pill tfx-top__timer tfx-tabular"
      role="timer"
      aria-label={i18n.t("call.duration", { duration: i18n.duration(seconds) })}
    >
      <span aria-hidden="true">{i18n.clock(seconds)}</span>
    </span>
  );
};
