/** Being told of changes by hubs instead of asking for them (WebSub, https://www.w3.org/TR/websub/). */
@NullMarked
package io.depesche.ingest.websub;

import org.jspecify.annotations.NullMarked;
