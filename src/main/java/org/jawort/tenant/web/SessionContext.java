package org.jawort.tenant.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Finds who is signed in by the session's cookie, when somebody asks for it. */
@Component
class SessionContext implements SecurityContextRepository {
  private final Sessions sessions;
  private final Tenants tenants;

  SessionContext(Sessions sessions, Tenants tenants) {
    this.sessions = sessions;
    this.tenants = tenants;
  }

  @Override
  @SuppressWarnings("deprecation") // the deferred form calls this one
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    HttpServletRequest request = holder.getRequest();
    return session(request)
        .map(this::context)
        .orElseGet(SecurityContextHolder.getContextHolderStrategy()::createEmptyContext);
  }

  /** An error page must come also when the database does not. */
  private Optional<OpenSession> session(HttpServletRequest request) {
    try {
      return SessionCookie.read(request).flatMap(sessions::find);
    } catch (RuntimeException e) {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SecurityContext context(OpenSession session) {
    User user = session.user();
    Tenant tenant = tenants.find(user.tenant());
    var acting = new Acting(user.tenant(), user.id(), user.name(), user.role(), user.language());
    var signedIn =
        new SignedIn(acting, tenant.name(), tenant.timeZone(), elsewhere(session), session);
    return new SecurityContextImpl(
        new PreAuthenticatedAuthenticationToken(
            signedIn, "", AuthorityUtils.createAuthorityList("ROLE_" + user.role())));
  }

  private List<Viewer.Place> elsewhere(OpenSession session) {
    return session.elsewhere().stream()
        .map(tenants::find)
        .map(tenant -> new Viewer.Place(tenant.number(), tenant.name()))
        .sorted(Comparator.comparing(Viewer.Place::name))
        .toList();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // The sign-in writes the session itself; nothing else changes who is signed in.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return SessionCookie.read(request).isPresent();
  }
}
