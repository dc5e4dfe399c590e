package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.filter.Selections;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.HeldMembers.Waiting;
import org.jawort.optin.MassRequestRows.Member;
import org.jawort.tenant.job.JobInHand;
import org.springframework.stereotype.Component;

/**
 * Says who of a group comes next (docs/adr/0077): first those who wait and for whom there is room
 * again, then the next in the order of the group. Whoever is at a domain that has had enough lets
 * those behind them go first.
 */
@Component
class AskingTurns {
  /** How a cursor begins that is a place in the list of those whom the group had. */
  private static final String KEPT = "@";

  /** How it ends when all of the group was gone through. */
  private static final String END = "end";

  private final MassRequestRows rows;
  private final HeldMembers waiting;
  private final Selections selections;

  AskingTurns(MassRequestRows rows, HeldMembers waiting, Selections selections) {
    this.rows = rows;
    this.waiting = waiting;
    this.selections = selections;
  }

  AskingTurn next(
      Connection connection, JobInHand hand, MassRequest request, AskingRoom room, int most)
      throws SQLException {
    String cursor = cursor(hand);
    boolean listed = !cursor.startsWith(KEPT);
    List<UUID> group = listed ? List.of(request.group()) : List.of();
    List<Waiting> again = waiting.next(connection, hand, group, room, most);
    boolean all = cursor.endsWith(END);
    if (!again.isEmpty() || all || room.isEmpty()) {
      List<Waiting> now = again.stream().filter(Waiting::member).toList();
      return new AskingTurn(now, again, List.of(), 0, cursor, all);
    }
    return listed
        ? listed(rows.members(connection, hand, request.group(), after(cursor), most), room, most)
        : kept(connection, hand, Integer.parseInt(cursor.substring(KEPT.length())), room, most);
  }

  private String cursor(JobInHand hand) {
    if (hand.cursor() != null) {
      return hand.cursor();
    }
    return selections.from(hand.tenant(), hand.job().id(), 0, 1).isEmpty()
        ? MassRequestRows.BEGIN.toString()
        : KEPT + 0;
  }

  private static UUID after(String cursor) {
    return UUID.fromString(cursor);
  }

  /** All ways of a member at once; nobody is begun with for whom there is no room at all. */
  private static AskingTurn listed(List<Member> members, AskingRoom room, int most) {
    var places = new AskingPlaces(room);
    var now = new ArrayList<Waiting>();
    var held = new ArrayList<Waiting>();
    int without = 0;
    int contacts = 0;
    UUID last = MassRequestRows.BEGIN;
    for (Member member : members) {
      if (!member.contact().equals(last)) {
        if (places.areTaken()) {
          return new AskingTurn(now, List.of(), held, without, last.toString(), false);
        }
        contacts++;
        last = member.contact();
      }
      if (member.point() == null) {
        without++;
      } else {
        var one = new Waiting(new ContactPointId(member.point()), member.domain(), true);
        (places.take(one.domain()) ? now : held).add(one);
      }
    }
    boolean all = contacts < most;
    String cursor = all ? END : last.toString();
    return new AskingTurn(now, List.of(), held, without, cursor, all);
  }

  private AskingTurn kept(
      Connection connection, JobInHand hand, int place, AskingRoom room, int most)
      throws SQLException {
    List<ContactPointId> points = selections.from(hand.tenant(), hand.job().id(), place, most);
    List<String> domains = rows.domains(connection, hand.tenant(), points);
    var places = new AskingPlaces(room);
    var now = new ArrayList<Waiting>();
    var held = new ArrayList<Waiting>();
    int looked = 0;
    while (looked < points.size() && !places.areTaken()) {
      var one = new Waiting(points.get(looked), domains.get(looked), true);
      (places.take(one.domain()) ? now : held).add(one);
      looked++;
    }
    boolean all = looked == points.size() && points.size() < most;
    String cursor = KEPT + (all ? END : String.valueOf(place + looked));
    return new AskingTurn(now, List.of(), held, 0, cursor, all);
  }
}
