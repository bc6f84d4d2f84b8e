import { openFaceAnalyser, openPersonAnalyser, type Face } from "@tfx/core/analyse";

/** What the page found in a picture. */
export interface SeenPicture {
  readonly aspect: number;
  readonly faces: readonly Face[];
}

/** What the bench asks of its page. */
export interface FacesControl {
  look(address: string, width: number): Promise<SeenPicture>;
  /** Milliseconds of each look of a follower at one picture, after the models are warm. */
  timeFaces(address: string, options: { readonly width: number; readonly forMs: number }): Promise<number[]>;
  timePersons(address: string, options: { readonly width: number; readonly forMs: number }): Promise<number[]>;
}

const load = async (address: string, width: number): Promise<ImageBitmap> => {
  const whole = await createImageBitmap(await (await fetch(address)).blob());
  const height = Math.round((width * whole.height) / whole.width);
  return createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
};

const time = async (picture: ImageBitmap, analyse: (picture: ImageBitmap) => Promise<unknown>, forMs: number): Promise<number[]> => {
  for (let warmUp = 0; warmUp < 3; warmUp++) await analyse(await createImageBitmap(picture));
  const times: number[] = [];
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const copy = await createImageBitmap(picture);
    const start = performance.now();
    await analyse(copy);
    times.push(performance.now() - start);
  }
  return times;
};

const control: FacesControl = {
  async look(address, width) {
    // Each picture is looked at by somebody who knows none of the others.
    const analyser = await openFaceAnalyser();
    const picture = await load(address, width);
    const aspect = picture.width / picture.height;
    const { faces } = await analyser.analyse(picture);
    analyser.close();
    return { aspect, faces };
  },
  async timeFaces(address, { width, forMs }) {
    const analyser = await openFaceAnalyser();
    const times = await time(await load(address, width), (picture) => analyser.analyse(picture), forMs);
    analyser.close();
    return times;
  },
  async timePersons(address, { width, forMs }) {
    const analyser = await openPersonAnalyser();
    const times = await time(await load(address, width), (picture) => analyser.analyse(picture), forMs);
    analyser.close();
    return times;
  },
};
Object.assign(globalThis, { control });
