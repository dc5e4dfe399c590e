package org.jawort.form;

import java.time.Instant;
import java.util.Map;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;

/**
 * A submission as it is kept until the person behind it is erased.
 *
 * @param version of the form, as it was shown
 * @param address as the contact point has it
 * @param answers by the names of the fields, in the order of the form; all but the address
 */
public record KeptSubmission(
    SubmissionId id,
    FormId form,
    int version,
    Instant at,
    ContactId contact,
    ContactPointId contactPoint,
    String address,
    Map<String, String> answers) {}
