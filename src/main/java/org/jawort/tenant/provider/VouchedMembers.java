package org.jawort.tenant.provider;

import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jawort.tenant.staff.StaffMember;
import org.jawort.tenant.staff.StaffMembers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Finds the member of staff for whom the provider vouches, and gives them what their groups have:
 * in each tenant that the setting names, the groups decide; elsewhere nothing changes.
 *
 * <p>Who has no group that counts does not come in by the provider. Whoever has no password either,
 * and so never had another way, is switched off there; the last owner stays.
 */
@Component
class VouchedMembers {
  private final ProviderLinks links;
  private final Accounts accounts;
  private final Users users;
  private final StaffMembers members;
  private final Tenants tenants;
  private final Database database;
  private final GroupRoles roles;
  private final ApplicationEventPublisher events;

  VouchedMembers(
      ProviderLinks links,
      Accounts accounts,
      Users users,
      StaffMembers members,
      Tenants tenants,
      Database database,
      Settings settings,
      ApplicationEventPublisher events) {
    this.links = links;
    this.accounts = accounts;
    this.users = users;
    this.members = members;
    this.tenants = tenants;
    this.database = database;
    this.roles = GroupRoles.parse(settings.signOn().map(on -> on.roles()).orElse(""));
    this.events = events;
  }

  /** As whom the person comes in, where they may. */
  SignOnOutcome admit(VouchedPerson person) {
    Optional<AccountId> account = account(person);
    account.ifPresent(known -> roles.tenants().forEach(number -> follow(number, known, person)));
    return account
        .flatMap(known -> user(known, person))
        .<SignOnOutcome>map(SignOnOutcome.Vouched::new)
        .orElseGet(() -> new SignOnOutcome.Refused(account));
  }

  private Optional<User> user(AccountId account, VouchedPerson person) {
    return accounts.memberships(account).stream()
        .filter(place -> mayEnter(place.tenant(), person))
        .findFirst()
        .flatMap(place -> users.find(place.tenant(), place.user()));
  }

  /** Known by the provider's name for them, else by an address that it has verified. */
  private Optional<AccountId> account(VouchedPerson person) {
    Optional<AccountId> linked = links.find(person);
    if (linked.isPresent() || person.email().isEmpty()) {
      return linked;
    }
    Optional<AccountId> known = accounts.find(person.email().get());
    boolean welcome =
        roles.tenants().stream()
            .anyMatch(tenant -> roles.role(tenant, person.groups()).isPresent());
    return known
        .or(() -> welcome ? Optional.of(open(person.email().get())) : Optional.empty())
        .map(account -> links.link(person, account));
  }

  private AccountId open(StaffEmail email) {
    return accounts.open(email, null);
  }

  private boolean mayEnter(TenantId tenant, VouchedPerson person) {
    int number = tenants.numberOf(tenant);
    return !roles.tenants().contains(number) || roles.role(number, person.groups()).isPresent();
  }

  private void follow(int number, AccountId account, VouchedPerson person) {
    Optional<TenantId> tenant = tenants.byNumber(number);
    Optional<Role> role = roles.role(number, person.groups());
    tenant.ifPresent(
        place ->
            member(place, account)
                .ifPresentOrElse(
                    member -> follow(place, member, role, account),
                    () -> role.ifPresent(given -> join(place, account, given, person))));
  }

  private Optional<StaffMember> member(TenantId tenant, AccountId account) {
    return members.all(tenant).stream()
        .filter(
            one ->
                users
                    .find(tenant, one.id())
                    .filter(user -> user.account().equals(account))
                    .isPresent())
        .findFirst();
  }

  private void follow(TenantId tenant, StaffMember member, Optional<Role> role, AccountId account) {
    boolean local = accounts.hash(account).isPresent();
    if (role.isEmpty() && !local) {
      members.switchOff(tenant, member.id(), null);
    } else if (role.isPresent()) {
      members.changeRole(tenant, member.id(), role.get(), null);
      if (member.off() && !local) {
        members.switchOn(tenant, member.id(), null);
      }
    }
  }

  private void join(TenantId tenant, AccountId account, Role role, VouchedPerson person) {
    person
        .email()
        .ifPresent(
            email ->
                database.write(
                    tenant,
                    connection -> {
                      var joining =
                          new Users.Joining(
                              account, person.name(), email, role, tenants.find(tenant).language());
                      UserId user = users.join(tenant, joining);
                      events.publishEvent(
                          new StaffDeed.Joined(tenant, user, role, StaffDeed.Way.PROVIDER));
                      return user;
                    }));
  }
}
