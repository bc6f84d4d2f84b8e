import { Avatar, ClockIcon, Icon, SignalFairIcon, SignalGoodIcon, SignalPoorIcon } from "@tfx/ui";
import type { PeerView, StatsModel } from "../model.ts";
import type { Verdict } from "../verdict/verdict.ts";

const icons = { waiting: ClockIcon, good: SignalGoodIcon, fair: SignalFairIcon, poor: SignalPoorIcon } as const;

/** A judgement as icon and word. */
const Level = ({ level, word }: { level: Verdict["level"]; word: string }) => (
  <span class={`stats-level stats-level--${level} tfx-small`}>
    <Icon icon={icons[level]} small />
    {word}
  </span>
);

const Person = ({ peer, model }: { peer: PeerView; model: StatsModel }) => (
  <li>
    <button type="button" class="stats-person" aria-pressed={model.selected.value?.id === peer.id} onClick={() => model.select(peer.id)}>
      <Avatar name={peer.name} />
      <span class="tfx-clip stats-person__name">{peer.name}</span>
      <Level level={peer.verdict.level} word={model.texts.value.t(`level.${peer.verdict.level}`)} />
    </button>
  </li>
);

/** Everybody with a judgement each; one of them is looked at. */
export const PeopleView = ({ model }: { model: StatsModel }) => {
  const peers = model.peers.value;
  if (peers.length === 0) return null;
  return (
    <ul class="stats-people" aria-label={model.texts.value.t("people")}>
      {peers.map((peer) => (
        <Person key={peer.id} peer={peer} model={model} />
      ))}
    </ul>
  );
};
