package org.jawort.form;

import org.jawort.consent.FormVersion;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/** A submission on which something may follow. */
record ActedSubmission(
    TenantId tenant, SubmissionId id, ContactPointId point, FormVersion version) {}
