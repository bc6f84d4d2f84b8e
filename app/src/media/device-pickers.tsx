import { CameraIcon, IconButton, Meter, MicrophoneIcon, PlayIcon, Select, SoundIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { NoisePicker } from "./noise-picker.tsx";
import type { DevicesModel } from "./device-model.ts";
import { playTestSound } from "./speaker-test.ts";

/** Which microphone, camera and speaker are used, with a live level and a sound to try. */
export const DevicePickers = ({ devices, labelled = false }: { devices: DevicesModel; labelled?: boolean }) => {
  const { t } = useI18n();
  const { microphone, camera, speaker } = devices;
  return (
    <>
      <Select
        label={t("lobby.microphone")}
        labelHidden={!labelled}
        icon={MicrophoneIcon}
        options={microphone.options.value}
        value={microphone.chosen.value}
        onPick={(id) => microphone.choose(id)}
        disabled={microphone.options.value.length < 2}
        end={<Meter label={t("lobby.level")} level={microphone.level} />}
      />
      <NoisePicker labelled={labelled} />
      <Select
        label={t("lobby.camera")}
        labelHidden={!labelled}
        icon={CameraIcon}
        options={camera.options.value}
        value={camera.chosen.value}
        onPick={(id) => camera.choose(id)}
        disabled={camera.options.value.length < 2}
      />
      {speaker !== undefined && (
        <Select
          label={t("lobby.speaker")}
          labelHidden={!labelled}
          icon={SoundIcon}
          options={speaker.options.value}
          value={speaker.chosen.value}
          onPick={(id) => speaker.choose(id)}
          disabled={speaker.options.value.length < 2}
          end={<TestButton speakerId={speaker.chosen.value} />}
        />
      )}
    </>
  );
};

const TestButton = ({ speakerId }: { speakerId: string }) => {
  const { t } = useI18n();
  return (
    <IconButton icon={PlayIcon} size="small" label={t("lobby.testSpeaker")} tip="top-end" onClick={() => void playTestSound(speakerId)} />
  );
};
