package io.ucad.admin.alarm;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** The alarms, for people. */
@Service
public class AlarmService {
  private static final int MOST = 100;

  private final Alarms alarms;

  AlarmService(Alarms alarms) {
    this.alarms = alarms;
  }

  /**
   * The open ones, newest first.
   *
   * @param most at most 100
   */
  @PreAuthorize("hasRole('VIEWER')")
  public List<Alarm> open(int most) {
    return alarms.open(Math.min(most, MOST));
  }
}
