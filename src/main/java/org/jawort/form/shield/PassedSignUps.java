package org.jawort.form.shield;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jawort.form.FormId;
import org.jawort.optin.Passage;
import org.jawort.optin.SignedUp;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts sign-ups by their networks, and those that came in by an extra step, as they are written.
 */
@Component
class PassedSignUps {
  private final Database database;
  private final Tenants tenants;
  private final NetworkCounts networks;
  private final Catches catches;
  private final SpentSteps steps;

  PassedSignUps(
      Database database,
      Tenants tenants,
      NetworkCounts networks,
      Catches catches,
      SpentSteps steps) {
    this.database = database;
    this.tenants = tenants;
    this.networks = networks;
    this.catches = catches;
    this.steps = steps;
  }

  @EventListener
  void on(SignedUp signedUp) {
    List<SignedUp.Arrival> known =
        signedUp.arrivals().stream()
            .filter(arrival -> !arrival.signUp().passage().equals(Passage.UNKNOWN))
            .toList();
    if (!known.isEmpty()) {
      List<TenantId> all = known.stream().map(PassedSignUps::tenant).distinct().toList();
      database.write(
          all,
          connection -> {
            count(connection, known);
            return known;
          });
    }
  }

  private void count(Connection connection, List<SignedUp.Arrival> known) throws SQLException {
    Instant now = known.getFirst().at();
    networks.add(
        connection,
        known.stream()
            .map(one -> new NetworkCounts.Visit(tenant(one), one.signUp().passage()))
            .toList(),
        now);
    List<SignedUp.Arrival> asked =
        known.stream().filter(one -> one.signUp().passage().step() != null).toList();
    if (!asked.isEmpty()) {
      catches.add(connection, asked.stream().map(this::passed).toList());
      steps.spend(connection, asked.stream().map(PassedSignUps::spent).toList(), now);
    }
  }

  private static SpentSteps.Spent spent(SignedUp.Arrival arrival) {
    return new SpentSteps.Spent(
        tenant(arrival), Objects.requireNonNull(arrival.signUp().passage().step()));
  }

  private Catches.Caught passed(SignedUp.Arrival arrival) {
    return new Catches.Caught(
        tenant(arrival),
        new FormId(arrival.signUp().form().form()),
        LocalDate.ofInstant(arrival.at(), tenants.find(tenant(arrival)).timeZone()),
        ShieldAct.PASSED,
        arrival.signUp().passage());
  }

  private static TenantId tenant(SignedUp.Arrival arrival) {
    return arrival.signUp().tenant();
  }
}
