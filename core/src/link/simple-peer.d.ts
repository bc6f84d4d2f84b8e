declare module "simple-peer/simplepeer.min.js" {
  import Peer = require("simple-peer");
  export default Peer;
}
