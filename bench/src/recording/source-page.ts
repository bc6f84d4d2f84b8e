/** How long light and tone last, and how far apart they begin. */
export const flash = { everyMs: 1_000, lastsMs: 120, hz: 1_000 } as const;

/** Runs in a page: camera and microphone become a light and a tone that begin at the same moment, once a second. */
export const flashAndBeep = ({ everyMs, lastsMs, hz }: { everyMs: number; lastsMs: number; hz: number }): void => {
  const open = (): { video: MediaStreamTrack; audio: MediaStreamTrack } => {
    const context = new AudioContext({ sampleRate: 48_000 });
    const gain = new GainNode(context, { gain: 0 });
    const output = context.createMediaStreamDestination();
    const tone = new OscillatorNode(context, { frequency: hz });
    tone.connect(gain).connect(output);
    tone.start();
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
    const picture = canvas.getContext("2d");
    const seconds = everyMs / 1_000;
    let next = Math.ceil(context.currentTime + 1);
    setInterval(() => {
      const now = context.currentTime;
      if (now > next - 0.3) {
        gain.gain.setValueAtTime(0.5, next);
        gain.gain.setValueAtTime(0, next + lastsMs / 1_000);
        next += seconds;
      }
      if (picture === null) return;
      picture.fillStyle = now % seconds < lastsMs / 1_000 ? "white" : "black";
      picture.fillRect(0, 0, canvas.width, canvas.height);
    }, 5);
    const [video] = canvas.captureStream(30).getVideoTracks();
    const [audio] = output.stream.getAudioTracks();
    if (video === undefined || audio === undefined) throw new Error("The page has no tracks to give.");
    return { video, audio };
  };
  let tracks: ReturnType<typeof open> | undefined;
  navigator.mediaDevices.getUserMedia = (wish) => {
    tracks ??= open();
    const wanted = [wish?.video ? tracks.video.clone() : undefined, wish?.audio ? tracks.audio.clone() : undefined];
    return Promise.resolve(new MediaStream(wanted.filter((track) => track !== undefined)));
  };
};
