#include "usecases/StartDraft.h"

#include "sealing/ChangeSealing.h"
#include "sealing/RosterSealing.h"
#include "sealing/WrapSealing.h"

namespace luotsi::usecases {

namespace {

base::Result<std::vector<protocol::Wrap>>
wrapsFor(const StartRequest &request, const protocol::DraftId &draft, const sealing::DraftKeys &keys)
{
    std::vector<protocol::Wrap> wraps;
    if (request.roster) {
        auto colleagues = sealing::sealRosterWraps(draft, keys, *request.roster);
        if (!colleagues)
            return colleagues.error();
        wraps = std::move(*colleagues);
    }
    if (!request.choices.staffMayOpen)
        return wraps;
    if (!request.intake)
        return {base::ErrorCode::Internal, QStringLiteral("no intake key")};
    auto wrap = sealing::sealWrap(protocol::WrapPurpose::Intake, draft, keys, request.intake->publicKey,
                                  request.intake->id);
    if (!wrap)
        return wrap.error();
    wraps.push_back(std::move(*wrap));
    return wraps;
}

} // namespace

base::Result<std::unique_ptr<OpenDraft>> StartDraft::execute(StartRequest request,
                                                             const forms::Environment &environment)
{
    auto started = forms::FormInstance::create(request.form.definition, environment);
    if (!started)
        return started.error();
    auto keys = sealing::DraftKeys::create(m_tools.random);
    if (!keys)
        return keys.error();
    const auto id = m_tools.random.make<protocol::DraftId>();

    ports::NewDraft draft;
    draft.form = request.form.hash;
    draft.copy = request.choices.copy;
    auto entry = codeEntryFor(request.code, id, *keys, m_vaultKey, m_tools);
    if (!entry)
        return entry.error();
    draft.code = std::move(*entry);
    auto wraps = wrapsFor(request, id, *keys);
    if (!wraps)
        return wraps.error();
    draft.wraps = std::move(*wraps);

    DraftFacts facts;
    facts.id = id;
    facts.copy = request.choices.copy;
    facts.intakeWrapped = request.choices.staffMayOpen;
    facts.resumeCode = request.code.code.text();
    facts.formHash = request.form.hash;
    facts.records.form = request.form.hash;
    facts.began = m_tools.here();
    auto open = std::make_unique<OpenDraft>(std::move(facts), std::move(*keys), request.form,
                                            std::move(started->instance), sync::core::DraftState{});
    const QString language = open->instance().language();
    if (auto noted =
            open->begin(std::move(draft), {request.form.hash, request.site, language, m_tools.here()},
                        started->report, m_tools);
        !noted)
        return noted.error();
    return open;
}

} // namespace luotsi::usecases
