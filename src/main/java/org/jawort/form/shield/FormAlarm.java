package org.jawort.form.shield;

import java.time.Instant;
import org.jawort.form.FormId;

/**
 * Far more came from a form than usual, and nobody has said yet that this is as it should be.
 *
 * @param name of the form, for staff
 * @param since when that was seen
 * @param counted sign-ups of the hour before
 * @param usual of the busiest hour of the weeks before
 * @param paused whether the form was taken offline for it
 */
public record FormAlarm(
    FormId form, String name, Instant since, int counted, int usual, boolean paused) {}
