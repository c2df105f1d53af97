"""What is read out of the sections of a plan: phases, tasks, criteria, decisions, notes …"""
