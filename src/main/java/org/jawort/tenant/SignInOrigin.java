package org.jawort.tenant;

/**
 * Where a try to sign in comes from.
 *
 * @param network as bytes of its prefix
 * @param device what the browser keeps of earlier sign-ins (see {@link KnownDevices}), or nothing
 */
public record SignInOrigin(byte[] network, String device) {}
