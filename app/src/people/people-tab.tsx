import { HandIcon, IconButton, InviteIcon, MicrophoneOffIcon, MoreIcon, PinIcon, PinOffIcon, RemoveIcon } from "@tfx/ui";
import { Avatar, Button, Menu, Switch, type MenuItem } from "@tfx/ui";
import type { ReadonlySignal } from "@preact/signals";
import { useApp } from "../app-context.ts";
import type { CallModel } from "../call/call-model.ts";
import type { PersonModel } from "../call/people-model.ts";
import { StateIcon } from "../call/person-tile.tsx";
import "./people.css";

/** Who is here, and what a host may do. */
export const PeopleTab = ({ call }: { call: CallModel }) => (
  <>
    <ul class="tfx-panel__body">
      <SelfLine call={call} />
      {call.people.value.map((person) => (
        <PersonLine key={person.id} person={person} call={call} />
      ))}
    </ul>
    <Foot call={call} />
  </>
);

const SelfLine = ({ call }: { call: CallModel }) => {
  const { t } = useApp().i18n;
  const { self } = call;
  return (
    <li class="tfx-person">
      <Avatar name={self.name} />
      <Words name={t("tile.selfNamed", { name: self.name })} isHost={self.isHost} />
      <States hand={self.hand} microphoneOn={self.microphoneOn} />
    </li>
  );
};

const Words = ({ name, isHost }: { name: string; isHost: ReadonlySignal<boolean> }) => {
  const { t } = useApp().i18n;
  return (
    <span class="tfx-person__words">
      <span class="tfx-clip">{name}</span>
      {isHost.value && <span class="tfx-small tfx-muted">{t("people.host")}</span>}
    </span>
  );
};

const States = ({ hand, microphoneOn }: { hand: ReadonlySignal<boolean>; microphoneOn: ReadonlySignal<boolean> }) => {
  const { t } = useApp().i18n;
  return (
    <span class="tfx-person__states">
      {hand.value && <StateIcon icon={HandIcon} text={t("tile.hand")} class="tfx-tile__hand" />}
      {!microphoneOn.value && <StateIcon icon={MicrophoneOffIcon} text={t("tile.muted")} class="tfx-tile__muted" />}
    </span>
  );
};

const PersonLine = ({ person, call }: { person: PersonModel; call: CallModel }) => {
  const { t } = useApp().i18n;
  const name = person.name.value;
  const isPinned = call.tiles.pinned.value === person.id;
  const pin: MenuItem = {
    label: t(isPinned ? "tile.unpin" : "tile.pin"),
    icon: isPinned ? PinOffIcon : PinIcon,
    run: () => call.tiles.togglePin(person.id),
  };
  const remove: MenuItem = {
    label: t("people.remove"),
    icon: RemoveIcon,
    danger: true,
    run: () => (call.layer.value = { is: "remove", id: person.id }),
  };
  const label = t("people.actions", { name });
  return (
    <li class="tfx-person" data-person={person.id}>
      <Avatar name={name} />
      <Words name={name} isHost={person.isHost} />
      <States hand={person.hand} microphoneOn={person.microphoneOn} />
      <Menu
        label={label}
        groups={[[pin], call.host.value === undefined ? [] : [remove]]}
        trigger={(trigger) => <IconButton {...trigger} icon={MoreIcon} size="small" label={label} tip="none" />}
      />
    </li>
  );
};

const Foot = ({ call }: { call: CallModel }) => {
  const { t } = useApp().i18n;
  const host = call.host.value;
  return (
    <footer class="tfx-panel__foot">
      {host !== undefined && <Switch label={t("action.lock")} checked={call.room.locked.value} onSwitch={(locked) => host.lock(locked)} />}
      <Button icon={InviteIcon} onClick={() => (call.layer.value = { is: "invite" })}>
        {t("action.invite")}
      </Button>
      {host !== undefined && (
        <Button variant="ghost" onClick={() => (call.layer.value = { is: "end" })}>
          {t("action.end")}
        </Button>
      )}
    </footer>
  );
};
