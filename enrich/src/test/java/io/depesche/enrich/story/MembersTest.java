package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembersTest {

    private final Members members = new Members();

    private Member add(int number) {
        Trace trace = new Trace(
                number, "a" + number, "de", 0, "s", 0, Optional.empty(), List.of(), Vectors.NONE, Sketch.NONE);
        Member member = new Member(trace, new OpenStory("s", "de", 0));
        members.add(member);
        return member;
    }

    @Test
    void givesTheReportOfEachNumberWhileOthersLeave() {
        Member first = add(3);
        Member second = add(4);
        members.remove(first);
        for (int number = 5; number < 1_000; number++) {
            members.remove(add(number));
        }
        Member last = add(5_000);

        assertThat(members.get(4)).isSameAs(second);
        assertThat(members.get(5_000)).isSameAs(last);
    }

    @Test
    void beginsAnewWhenAllHaveLeft() {
        members.remove(add(0));
        Member far = add(2_000_000_000);

        assertThat(members.get(2_000_000_000)).isSameAs(far);
    }
}
