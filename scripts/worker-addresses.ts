const address = /(new URL\("\.\.?\/[^"]+)\.tsx?(", import\.meta\.url\))/g;

/** Source as it is compiled, with the addresses of workers leading to what was compiled of them: tsc rewrites imports alone. */
export const withWorkerAddresses = (compiled: string): string => compiled.replaceAll(address, "$1.js$2");
