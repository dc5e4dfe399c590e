package org.jawort.transfer.imports;

import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.optin.AskingPace;
import org.jawort.tenant.Actor;

/**
 * That the group into which an import goes is asked for its consent as soon as it is done.
 *
 * @param basis on which all of them may be asked (B-05)
 * @param by who orders it
 */
public record AskingOrder(PurposeId purpose, StatedBasis basis, Actor by, AskingPace pace) {}
