// Names the limits of realtime, so that one client cannot take the server from the others.

/** Largest frame, in bytes. */
export const largestFrame = 256 * 1024;
/** Most channels of one socket. */
export const mostChannels = 100;
/** Most joins of one socket in a second: each asks the database. */
export const mostJoinsPerSecond = 200;
/** Most frames of one socket in a second. */
export const mostFramesPerSecond = 500;
/** Bytes that may wait for a slow reader before its socket is closed. */
export const mostWaiting = 1024 * 1024;
/** Longest topic, event and reference, in bytes. */
export const longestName = 255;
/** Most messages of one call to the broadcast endpoint. */
export const mostInBatch = 100;
