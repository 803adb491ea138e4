import type { PostListContent } from "../content";
import { fill } from "../fill";
import { Actions } from "../parts/Action";
import { Anchor } from "../parts/Anchor";
import { Artwork } from "../parts/Artwork";
import { DateText } from "../parts/DateText";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** Posts, the first one large when it has a drawing. */
export function PostList({ posts, more, ...head }: PostListContent) {
  return (
    <Section kind="posts" {...headOf(head)}>
      <ul className="posts">
        {posts.map((post, index) => (
          <li key={post.href} className="post" data-lead={index === 0 && post.art !== undefined ? "" : undefined}>
            {post.art === undefined ? null : <Artwork {...post.art} className="media post-art" />}
            <div className="stack-tight">
              <p className="meta">
                {post.topic === undefined ? null : <span>{post.topic}</span>}
                {post.date === undefined ? null : <DateText date={post.date} />}
                {post.minutes === undefined ? null : <span>{fill(words.minutes, { n: post.minutes })}</span>}
              </p>
              <h3 className="post-title">
                <Anchor className="cover" href={post.href}>
                  {post.title}
                </Anchor>
              </h3>
              <p className="item-text">{post.summary}</p>
            </div>
          </li>
        ))}
      </ul>
      <Actions links={more === undefined ? undefined : [more]} />
    </Section>
  );
}
