package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.optin.AskedGroup.Person;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.Jobs;

/** Twins: one of each is asked by themselves, the other one with their whole group. */
class BothDoorsTest {
  private static final StatedBasis BASIS =
      StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null);
  private static final Actor BY = Actor.staff(UUID.randomUUID());

  /** Opened by the first try. */
  private static final class House {
    private static final AskedGroup OPEN = new AskedGroup("Salon Zwilling");
  }

  @AfterContainer
  static void close() {
    House.OPEN.close();
  }

  @Provide
  Arbitrary<List<Person>> people() {
    Arbitrary<Person> person =
        Combinators.combine(
                Arbitraries.of("de", "en"),
                Arbitraries.of("EMAIL", "EMAIL", "EMAIL", "SMS").list().ofMaxSize(3),
                Arbitraries.of(MailBlock.values()).map(Enum::name).injectNull(0.6),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(5, false), net.jqwik.api.Tuple.of(1, true)),
                Arbitraries.of(ConsentStatus.values()).map(Enum::name).injectNull(0.6))
            .as(Person::new);
    return person.list().ofMinSize(1).ofMaxSize(12);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  @Label("S1-16 a group is asked as each of its members would be, row by row")
  void same(
      @ForAll("people") List<Person> people,
      @ForAll boolean germanWordsAlone,
      @ForAll @IntRange(min = 1, max = 5) int batch) {
    AskedGroup house = House.OPEN;
    PurposeId purpose = germanWordsAlone ? house.german : house.purpose;
    var alone = new ArrayList<UUID>();
    var together = new ArrayList<UUID>();
    String round = UUID.randomUUID().toString();
    for (int i = 0; i < people.size(); i++) {
      alone.add(house.make(people.get(i), "alone-" + round + i));
      together.add(house.make(people.get(i), "group-" + round + i));
    }

    Map<String, Integer> reasons = askEach(house, alone, purpose);
    UUID group = house.group(together);
    MassRequests door = house.server.bean(MassRequests.class);
    var request = new MassRequest(group, purpose);
    assertThat(door.preview(house.tenant, request).counts()).as("preview").isEqualTo(reasons);
    var started =
        (MassRequests.MassRequestOutcome.Started)
            door.start(house.tenant, request, BASIS, BY, "STAFF", AskedGroup.FAST);
    house.work(started.job(), batch);

    Job over = house.server.bean(Jobs.class).find(house.tenant, started.job()).orElseThrow();
    assertThat(over.progress().outcome()).isEqualTo(reasons);
    assertThat(over.progress().done()).isEqualTo(over.progress().total());
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(rows(house, together)).isEqualTo(rows(house, alone));
    assertThat(unsound(house)).isZero();
  }

  /** Asks one by one and counts what became of it, in the words of the door for groups. */
  private static Map<String, Integer> askEach(
      AskedGroup house, List<UUID> contacts, PurposeId purpose) {
    var reasons = new HashMap<String, Integer>();
    for (UUID contact : contacts) {
      List<ContactPointId> points = house.points(contact);
      if (points.isEmpty()) {
        reasons.merge("NO_ADDRESS", 1, Integer::sum);
      }
      for (ContactPointId point : points) {
        OptInRequestOutcome optInRequestOutcome =
            house
                .server
                .bean(OptIns.class)
                .request(house.tenant, List.of(point), purpose, BASIS, BY, "STAFF")
                .getFirst();
        reasons.merge(reason(optInRequestOutcome), 1, Integer::sum);
      }
    }
    return reasons;
  }

  private static String reason(OptInRequestOutcome optInRequestOutcome) {
    return switch (optInRequestOutcome) {
      case OptInRequestOutcome.Requested r -> "REQUESTED";
      case OptInRequestOutcome.ForbiddenByStatus s -> s.status().name();
      case OptInRequestOutcome.ForbiddenByBlock b -> "BLOCKED_" + b.block();
      case OptInRequestOutcome.Suppressed s -> "SUPPRESSED";
      case OptInRequestOutcome.NoSuchChannel c -> "CHANNEL";
      case OptInRequestOutcome.NoWording w -> "NO_WORDING";
      default -> throw new AssertionError(optInRequestOutcome);
    };
  }

  /** All that was written about them, without ids and names. */
  private static List<String> rows(AskedGroup house, List<UUID> contacts) {
    String sql =
        """
        SELECT concat_ws(' | ', k.place, p.channel, p.mail_block, p.mail_block_at,
                 c.status, c.since, c.campaign_id, c.used_at, c.purpose_id, c.event_id = e.id,
                 e.type, e.status, e.at, e.actor, e.actor_id, e.source, e.form_id, e.form_version,
                 e.campaign_id, e.message_id, e.mail_block, e.purpose_id,
                 replace(v.content::text, p.address, 'address'), length(v.salt), v.restricted,
                 r.process_id, r.process_version, r.step, r.status, r.started_at, r.due_at,
                 r.confirmed_step, r.answered_step, r.moved_at, r.erase_at, r.ended_at,
                 r.purpose_id,
                 m.message_class, m.status, m.due_at, m.attempts, m.purpose_id, m.campaign_id, m.campaign_version,
                 m.event_id = e.id, m.run_id = r.id, m.created_at, m.step, m.answer_until)
        FROM unnest(?::uuid[]) WITH ORDINALITY k (contact, place)
        JOIN contact_point p ON p.tenant_id = ? AND p.contact_id = k.contact
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
        LEFT JOIN consent_event e ON e.tenant_id = p.tenant_id AND e.contact_point_id = p.id
          AND e.type = 'REQUESTED' AND e.purpose_id = c.purpose_id
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        LEFT JOIN run r ON r.tenant_id = p.tenant_id AND r.contact_point_id = p.id
          AND r.purpose_id = e.purpose_id
        LEFT JOIN message m ON m.tenant_id = r.tenant_id AND m.run_id = r.id
        ORDER BY k.place, p.id, c.purpose_id
        """;
    return house.list(String.class, sql, contacts.toArray(UUID[]::new), house.tenant.value());
  }

  /** Events that have no salted evidence or no place in the log or in its queue; equal salts. */
  private static long unsound(AskedGroup house) {
    String sql =
        """
        SELECT (SELECT count(*) FROM consent_event e
                LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
                WHERE e.tenant_id = t.id AND (v.salt IS NULL
                  OR NOT EXISTS (SELECT FROM log_pending l
                                 WHERE l.tenant_id = e.tenant_id AND l.event_id = e.id)
                     AND NOT EXISTS (SELECT FROM log_held l
                                     WHERE l.tenant_id = e.tenant_id AND l.event_id = e.id)
                     AND NOT EXISTS (SELECT FROM log_entry l
                                     WHERE l.tenant_id = e.tenant_id AND l.event_id = e.id)))
             + (SELECT count(*) - count(DISTINCT salt) FROM consent_evidence WHERE tenant_id = t.id)
        FROM tenant t WHERE t.id = ?
        """;
    return house.count(sql, house.tenant.value());
  }
}
