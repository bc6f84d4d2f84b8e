import { useEffect, useRef } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import { useCall } from "./call-context.ts";
import type { PersonModel } from "./people-model.ts";

/** The sound of everybody, apart from the pictures: tiles may come and go without a gap in what is heard. */
export const RemoteSound = () => {
  const { people } = useCall();
  return (
    <>
      {people.value.map((person) => (
        <PersonSound key={person.id} person={person} />
      ))}
    </>
  );
};

const PersonSound = ({ person }: { person: PersonModel }) => (
  <>
    <TrackSound person={person} source="microphone" track={person.microphone} />
    <TrackSound person={person} source="screen-audio" track={person.screenSound} />
  </>
);

const TrackSound = ({
  person,
  source,
  track,
}: {
  person: PersonModel;
  source: "microphone" | "screen-audio";
  track: ReadonlySignal<MediaStreamTrack | undefined>;
}) => {
  const { sound } = useCall();
  const element = useRef<HTMLAudioElement>(null);
  const heard = track.value;
  useEffect(() => (element.current === null ? undefined : sound.adopt(element.current)), [sound]);
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = heard === undefined ? null : new MediaStream([heard]);
  }, [heard]);
  return <audio ref={element} autoplay data-participant={person.id} data-source={source} />;
};
