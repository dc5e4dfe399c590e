package org.jawort.desk.web.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.group.GroupOrField;
import org.jawort.optin.AskingPace;
import org.jawort.optin.AskingPreview;
import org.jawort.optin.MassRequest;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobText;

/**
 * What asking a group would do.
 *
 * @param open the purposes that somebody may be asked for by e-mail
 * @param preview of all addresses and numbers of the members, what would come of them
 * @param more whether there are more than are counted while a page is drawn, so that nothing is
 *     said of what would come of them
 * @param pace how fast they would be asked
 * @param running the job that asks them already, if there is one
 */
record AskingPlan(
    GroupOrField group,
    Purpose purpose,
    List<Purpose> open,
    AskingPreview preview,
    boolean more,
    AskingPace pace,
    Optional<JobId> running) {

  /** So many are counted while a page is drawn; all of them where somebody asks for it. */
  static final int COUNTED = 10_000;

  MassRequest request() {
    return new MassRequest(group.id(), purpose.id());
  }

  /** How many would be asked. */
  public int asked() {
    return preview.asked();
  }

  /** How many would not, by the reason. */
  public Map<String, Integer> others() {
    var others = new TreeMap<>(preview.counts());
    others.remove(MassRequest.REQUESTED);
    return others;
  }

  /** All of them. */
  public int all() {
    return preview.counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** About how long it takes until the last one is asked. */
  public JobText lasting() {
    return AskingPace.inWords(preview.lasting(pace));
  }

  /** How many would have been asked when the page was drawn. */
  static int seen(FormInput form) {
    String count = form.value("count");
    return count.matches("\\d{1,9}") ? Integer.parseInt(count) : 0;
  }
}
