package org.jawort.optin;

import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/** Tells whoever holds a dead link where to sign up again; the room above knows. */
public interface SignUpAddress {
  /** Path of a form of the tenant in the language, such as {@code /f/1-abc}; empty without one. */
  Optional<String> pathOf(TenantId tenant, Language language);
}
