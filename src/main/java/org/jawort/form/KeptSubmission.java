package org.jawort.form;

import java.time.Instant;
import java.util.Map;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * A submission as it is kept until the person behind it is erased.
 *
 * @param version of the form, as it was shown
 * @param address as the contact point has it, or null where none was made
 * @param answers by the names of the fields, in the order of the form, with what the contact itself
 *     has not taken over
 */
public record KeptSubmission(
    SubmissionId id,
    FormId form,
    int version,
    Instant at,
    @Nullable ContactId contact,
    @Nullable ContactPointId contactPoint,
    @Nullable String address,
    Map<String, String> answers) {}
