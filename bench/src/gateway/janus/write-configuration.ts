import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The room of a publisher; each has its own. */
export const roomOf = (index: number): number => 1_000 + index;

const room = (id: number): string =>
  `room-${id}: { description = "${id}" publishers = 2 bitrate = 0 fir_freq = 2 audiocodec = "opus" videocodec = "h264" h264_profile = "42e01f" notify_joining = false }`;

/** Writes what Janus needs to take publishers and to pass their packets on, and nothing else. */
export const writeConfiguration = (folder: string, port: number, rooms: number): void => {
  mkdirSync(folder, { recursive: true });
  const files = {
    "janus.jcfg": `general: { debug_level = 2 session_timeout = 0 }
media: { }
nat: { full_trickle = false ice_lite = true }
plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
transports: { disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_websockets.so" }
`,
    "janus.transport.http.jcfg": `general: { json = "compact" base_path = "/janus" http = true port = ${port} ip = "127.0.0.1" https = false }
admin: { admin_http = false }
`,
    "janus.plugin.videoroom.jcfg": `general: { }\n${Array.from({ length: rooms }, (_, index) => room(roomOf(index))).join("\n")}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
