package io.ucad.admin.version;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GateSettings extends Repository<GateSetting, Integer> {
  @Query("select s from GateSetting s where s.id = 1")
  GateSetting get();

  /** Until the transaction ends nobody else passes the gate, on whatever node. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select s from GateSetting s where s.id = 1")
  GateSetting locked();
}
