/** Fewer than this part of the wanted pictures are jerky to anybody; half of them, where many machines stay, are not. */
const jerkyPart = 0.45;
const untilSure = 3;

/**
 * Tells whether a machine is too busy for the pictures that are wanted of it. Told regularly how many were written in how
 * many seconds; what does not last says nothing, neither of trouble nor of its end.
 */
export const createBusyWatch = (wantedFps: number): ((pictures: number, seconds: number) => boolean) => {
  let isBusy = false;
  let otherSeconds = 0;
  return (pictures, seconds) => {
    const isJerky = pictures / seconds < wantedFps * jerkyPart;
    otherSeconds = isJerky === isBusy ? 0 : otherSeconds + seconds;
    if (otherSeconds >= untilSure) {
      isBusy = isJerky;
      otherSeconds = 0;
    }
    return isBusy;
  };
};
