package org.jawort.optin.web;

import org.jawort.optin.notice.NoticeList;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.Badge;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.ActingViewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use the notices, and how they are found. */
@Configuration(proxyBeanMethods = false)
class NoticeAddresses {
  @Bean
  AccessRules noticeAccess() {
    return AccessRules.of(
        AccessRule.get(NoticePages.PATH, Audience.READER),
        AccessRule.post(NoticePages.PATH + "/**", Audience.STAFF));
  }

  @Bean
  Badge waitingNotices(NoticeList notices) {
    return new WaitingNotices(notices);
  }

  private record WaitingNotices(NoticeList notices) implements Badge {
    @Override
    public String href() {
      return NoticePages.PATH;
    }

    @Override
    public String label() {
      return "notice.waiting";
    }

    @Override
    public String icon() {
      return "bell";
    }

    @Override
    public int count(Viewer viewer) {
      return viewer instanceof ActingViewer known
          ? notices.waiting(known.acting().tenant(), known.acting().user(), MOST)
          : 0;
    }
  }
}
