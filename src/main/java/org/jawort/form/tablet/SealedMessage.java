package org.jawort.form.tablet;

import java.util.UUID;

/**
 * What a tablet sends.
 *
 * @param id that the tablet gave it, under which it counts once
 * @param publicKey made for it, as SubjectPublicKeyInfo
 * @param nonce of AES-GCM
 * @param content with its tag
 */
public record SealedMessage(UUID id, byte[] publicKey, byte[] nonce, byte[] content) {}
