export { QrCode } from "@tfx/ui";
