package org.jawort.optin;

import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's own request on a form, checked and complete.
 *
 * @param address e-mail address as typed
 * @param addressKey the same normalised, see {@code EmailAddress}
 * @param language of the form, which decides the process and the mail
 * @param evidence what was shown and sent; the IP address already cut as the tenant wishes
 */
public record SignUp(
    TenantId tenant,
    String address,
    String addressKey,
    @Nullable String firstName,
    @Nullable String lastName,
    Language language,
    PurposeId purpose,
    FormVersion form,
    Evidence evidence) {}
