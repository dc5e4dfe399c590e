package org.jawort.optin.notice;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/** Looks for notices to tell staff of. */
@Component
class NoticeWork implements RecurringWork {
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final NoticeMails mails;

  NoticeWork(NoticeMails mails) {
    this.mails = mails;
  }

  @Override
  public String name() {
    return "staff-notices";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public void run() {
    mails.mailDue();
  }
}
