#include "store/SqlCipherStore.h"
#include "store/StoreParts.h"

namespace luotsi::store {

namespace {

constexpr char thereSql[] = "SELECT 1 FROM draft WHERE id = ?1";
constexpr char sentAtSql[] = "UPDATE draft SET submitted_at = ?2 WHERE number = ?1";

} // namespace

base::Result<bool> SqlCipherStore::adopt(const FoundDraft &found)
{
    return m_parts->database->write(
        [&] {
            Database &database = *m_parts->database;
            if (Statement(database, thereSql).number(found.draft) != 0)
                return false;
            DraftRow row = m_parts->drafts.begin(found.draft, found.form, found.copy);
            if (found.erased) {
                m_parts->drafts.empty(row.number, Gone::ErasedHere);
                for (const protocol::Change &change : found.changes) {
                    if (change.header.kind == protocol::ChangeKind::Erase)
                        m_parts->drafts.insertErase(row.number, change);
                }
                return true;
            }
            // Records name attachments, so these come first.
            for (const QByteArray &sealed : found.blobs)
                (void)m_parts->blobs.write(row.number, sealed);
            m_parts->drafts.commit(row, {found.draft, found.changes, {}, {}, found.submitted});
            row.submitted = found.submitted;
            m_parts->drafts.addWraps(row, found.draft, found.wraps);
            for (const ports::CodeEntry &code : found.codes)
                m_parts->codes.add(row.number, code, row.released());
            if (found.submitted && found.submittedAt != 0)
                Statement(database, sentAtSql).execute(row.number, found.submittedAt);
            return true;
        },
        OnFullDisk::Refuse);
}

} // namespace luotsi::store
