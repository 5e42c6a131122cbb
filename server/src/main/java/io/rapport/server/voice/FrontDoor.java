package io.rapport.server.voice;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.Receptionist;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.net.InetAddress;

/// Tells who is at the door: a trunk that brings a customer, or a telephone on a desk of ours.
final class FrontDoor implements Receptionist {
    private final Trunks trunks;
    private final Reception reception;
    private final DeskPhones phones;
    private final DeskCalls desks;
    private final TestGuests guests;

    FrontDoor(Trunks trunks, Reception reception, DeskPhones phones, DeskCalls desks, TestGuests guests) {
        this.trunks = trunks;
        this.reception = reception;
        this.phones = phones;
        this.desks = desks;
        this.guests = guests;
    }

    @Override
    public void called(Leg leg, SipMessage.Request invite) {
        if (guests.isGuest(leg.flow()) || (isTrunk(leg.flow()) && !isDesk(leg.flow(), invite))) {
            reception.called(leg, invite);
        } else {
            desks.called(leg, invite);
        }
    }

    @Override
    public boolean asked(ServerTransaction transaction) {
        boolean registers = transaction.request().method().equals("REGISTER");
        if (registers) {
            phones.registrar().asked(transaction);
        }
        return registers;
    }

    @Override
    public void lost(Flow flow) {
        phones.registrar().lost(flow);
    }

    private boolean isTrunk(Flow flow) {
        InetAddress remote = flow.remote().getAddress();
        return trunks.of(remote).isPresent();
    }

    /// A telephone may stand where a trunk does, or behind it: it is told by its way and by the name that it gives.
    private boolean isDesk(Flow flow, SipMessage.Request invite) {
        String user = CallerId.user(invite.from().uri());
        return phones.registrar().of(user).stream()
                .anyMatch(binding -> binding.flow().equals(flow));
    }
}
