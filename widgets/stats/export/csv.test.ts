import { describe, expect, it } from "vitest";
import { digest } from "../digest/digest.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { createCsv } from "./csv.ts";

const digests = [digest(sampleReport(4), sampleReport(5))];
const rows = (name: string) => createCsv([{ name, digests }]).trimEnd().split("\r\n");

describe("createCsv", () => {
  it("has a line for each stream under one heading", () => {
    const [heading, ...lines] = rows("Ana");
    expect(heading).toBe(
      "time,person,direction,kind,stream,bitrate_kbps,loss_percent,rtt_ms,jitter_ms,fps,width,height,codec,limitation,freezes_total,concealed_percent,nack_count,pli_count,path,candidates",
    );
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe("2025-10-09T08:53:25.000Z,Ana,in,video,IV,1000,2,42,12,30,1280,720,VP8,,1,,7,2,direct,host-srflx");
  });

  it("quotes what would break a line", () => {
    expect(rows('Ana "A", Rio')[1]).toContain(',"Ana ""A"", Rio",in,');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)"])("does not let %s become a formula", (name) => {
    expect(rows(name)[1]).toContain(`,'${name},`);
  });
});
