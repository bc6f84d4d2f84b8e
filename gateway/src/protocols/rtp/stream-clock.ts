import { createUnwrapper } from "./unwrap.ts";

/** What a sender report says (RFC 3550 §6.4.1): an RTP timestamp, and when that was by the sender's clock. */
export interface SenderReport {
  readonly rtpTimestamp: number;
  /** NTP time in microseconds. */
  readonly ntpUs: number;
}

/** Puts the packets of one track on the clock of the stream. */
export interface TrackClock {
  /** Microseconds since the stream began; grows with the RTP timestamp. */
  timeUs(rtpTimestamp: number, arrivedUs: number): number;
  /** Takes a sender report; answers whether it could be believed. */
  handleReport(report: SenderReport): boolean;
}

/** The clock that the tracks of one stream share. */
export interface StreamClock {
  track(clockRate: number): TrackClock;
  /** How far the tracks are from where the sender's reports want them, in microseconds: the worst of them. */
  errorUs(): number;
}

/** Sound may be stretched by this much and nobody hears it. */
const slewPerSecond = 0.02;
/** What is further away than this is put right at once: a gap is the lesser harm. */
const jumpUs = 400_000;
/** A report that makes a track's clock run this wrong is wrong itself. */
const maxSkew = 0.05;
/** A timestamp this far from when its packet came belongs to another run of the sender: it counts from elsewhere now. */
const restartUs = 5_000_000;
/** Nobody captures picture and sound this far apart: such a report is wrong. */
const maxApartUs = 10_000_000;

interface Track {
  /** Added to the RTP time, it gives the stream's time. */
  offsetUs: number | undefined;
  /** Added to the RTP time, it gives the sender's NTP time. */
  ntpOffsetUs: number | undefined;
  lastUs: number;
}

/** One moment by the clock of the track and by the sender's own. */
interface Moment {
  readonly rtpUs: number;
  readonly ntpUs: number;
}

/** Whether both clocks went forward alike. */
const fits = (before: Moment, after: Moment): boolean => {
  const byRtp = after.rtpUs - before.rtpUs;
  const byNtp = after.ntpUs - before.ntpUs;
  return byNtp > 0 && Math.abs(byRtp - byNtp) <= Math.max(20_000, byNtp * maxSkew);
};

/** Notices timestamps that belong to another run of the sender. */
const createJumpGuard = () => {
  /** How long after its time the last packet came: it changes slowly, so that a jump shows. */
  let lastLateUs = 0;
  return {
    isJump: (lateUs: number): boolean => Math.abs(lateUs - lastLateUs) > restartUs,
    note: (lateUs: number): void => void (lastLateUs = lateUs),
  };
};

/**
 * Makes the clock of a stream. Until both tracks have reports, packets are placed by their arrival;
 * then each track is led to where its reports say that it belongs beside the first, slowly enough that
 * neither picture nor sound shows it.
 */
export const createStreamClock = (): StreamClock => {
  const tracks: Track[] = [];
  let epochUs: number | undefined;

  /** Where a track belongs beside the first that has reports; undefined while that cannot be known. */
  const wantedOffset = (track: Track): number | undefined => {
    const lead = tracks.find(({ offsetUs, ntpOffsetUs }) => offsetUs !== undefined && ntpOffsetUs !== undefined);
    if (lead === undefined || lead === track || track.ntpOffsetUs === undefined) return undefined;
    const wanted = (lead.offsetUs ?? 0) + track.ntpOffsetUs - (lead.ntpOffsetUs ?? 0);
    return track.offsetUs !== undefined && Math.abs(wanted - track.offsetUs) > maxApartUs ? undefined : wanted;
  };

  const lead = (track: Track, rtpUs: number, current: number): number => {
    const wanted = wantedOffset(track);
    if (wanted === undefined || wanted === current) return current;
    const away = wanted - current;
    if (Math.abs(away) > jumpUs) return wanted;
    const elapsedUs = Math.max(0, rtpUs + current - track.lastUs);
    const most = elapsedUs * slewPerSecond;
    return current + Math.max(-most, Math.min(away, most));
  };

  const createTrack = (clockRate: number): TrackClock => {
    const unwrap = createUnwrapper(32);
    const track: Track = { offsetUs: undefined, ntpOffsetUs: undefined, lastUs: 0 };
    let lastReport: Moment | undefined;
    const guard = createJumpGuard();
    tracks.push(track);
    const rtpUsOf = (timestamp: number): number => (unwrap(timestamp) * 1_000_000) / clockRate;
    return {
      timeUs(rtpTimestamp, arrivedUs) {
        const rtpUs = rtpUsOf(rtpTimestamp);
        epochUs ??= arrivedUs;
        if (track.offsetUs !== undefined && guard.isJump(arrivedUs - epochUs - rtpUs - track.offsetUs)) {
          [track.offsetUs, track.ntpOffsetUs, lastReport] = [undefined, undefined, undefined];
        }
        if (track.offsetUs === undefined) {
          const wanted = wantedOffset(track);
          track.offsetUs = wanted !== undefined && wanted + rtpUs >= 0 ? wanted : arrivedUs - epochUs - rtpUs;
        } else track.offsetUs = lead(track, rtpUs, track.offsetUs);
        const timeUs = Math.round(rtpUs + track.offsetUs);
        guard.note(arrivedUs - epochUs - timeUs);
        track.lastUs = Math.max(track.lastUs, timeUs);
        return timeUs;
      },
      handleReport({ rtpTimestamp, ntpUs }) {
        const rtpUs = rtpUsOf(rtpTimestamp);
        const before = lastReport;
        lastReport = { rtpUs, ntpUs };
        const isPlausible = before === undefined || fits(before, lastReport);
        // The next pair decides which of the two was wrong.
        track.ntpOffsetUs = isPlausible ? ntpUs - rtpUs : undefined;
        return isPlausible;
      },
    };
  };

  return {
    track: createTrack,
    errorUs: () =>
      tracks.reduce((worst, track) => {
        const wanted = wantedOffset(track);
        return wanted === undefined || track.offsetUs === undefined ? worst : Math.max(worst, Math.abs(wanted - track.offsetUs));
      }, 0),
  };
};
