package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Collectors;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.account.DeviceCodes;
import org.jawort.tenant.account.Passkeys;
import org.jawort.tenant.account.RecoveryCodes;
import org.jawort.tenant.account.SessionList;
import org.springframework.stereotype.Component;

/** The page of one's own account. */
@Component
class AccountView {
  private final Accounts accounts;
  private final DeviceCodes codes;
  private final Passkeys passkeys;
  private final RecoveryCodes recoveryCodes;
  private final SessionList sessions;
  private final Tenants tenants;

  AccountView(
      Accounts accounts,
      DeviceCodes codes,
      Passkeys passkeys,
      RecoveryCodes recoveryCodes,
      SessionList sessions,
      Tenants tenants) {
    this.accounts = accounts;
    this.codes = codes;
    this.passkeys = passkeys;
    this.recoveryCodes = recoveryCodes;
    this.sessions = sessions;
    this.tenants = tenants;
  }

  static OpenSession session() {
    return Viewer.current()
        .map(SignedIn.class::cast)
        .map(SignedIn::session)
        .orElseThrow(() -> new IllegalStateException("nobody is signed in"));
  }

  static User user() {
    return session().user();
  }

  Answer draw(FormInput form, HttpServletRequest request) {
    OpenSession session = session();
    var account = session.user().account();
    return Answer.page("tenant/account")
        .with("form", form)
        .with("email", session.user().email().address())
        .with("password", accounts.hash(account).isPresent())
        .with("codes", codes.areOn(account))
        .with("passkeys", passkeys.all(account))
        .with("left", recoveryCodes.left(account))
        .with("lacking", session.lacksSecondFactor())
        .with("sessions", sessions.all(account, SessionCookie.read(request).orElse("")))
        .with("firms", firms(session));
  }

  private Map<TenantId, String> firms(OpenSession session) {
    return accounts.tenants(session.user().account()).stream()
        .map(tenants::find)
        .collect(Collectors.toMap(Tenant::id, Tenant::name));
  }
}
